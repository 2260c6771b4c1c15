// Everything begins here.

document.documentElement.classList.add("js");
startReader();
document.querySelectorAll(".statements").forEach(startStatements);
document.querySelectorAll(".compare-tool").forEach(startCompare);

function follow(hash, from) {
  const place = parsePlace(hash);
  if (place) {
    openPlace(place, from);
    return true;
  }
  const target = hash.length > 1 && document.getElementById(hash.slice(1));
  if (target) revealTarget(target);
  return false;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  if (link.dataset.a) {
    const tool = link.closest(".story").querySelector(".compare-tool");
    tool.dispatchEvent(new CustomEvent("choose", { detail: [link.dataset.a, link.dataset.b] }));
    return;
  }
  const hash = link.getAttribute("href");
  if (!follow(hash, link)) return;
  event.preventDefault();
  // In a notebook's frame the page has no address to change.
  try { history.pushState(null, "", hash); } catch { /* nothing to do */ }
});

addEventListener("popstate", () => follow(location.hash, null));
addEventListener("hashchange", () => follow(location.hash, null));
// The browser goes to the address's target on its own when it has loaded; ours is the last word.
if (location.hash) {
  follow(location.hash, null);
  addEventListener("load", () => setTimeout(() => follow(location.hash, null)));
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
  if ((event.key === "n" && stepCompare(1)) || (event.key === "p" && stepCompare(-1))) event.preventDefault();
});

// On paper nothing can be opened, so everything is, save what would only say again what stands above it.
const openedForPrint = [];
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details:not([open])")) {
    if (details.matches(".amend, .statement-list > [data-reports='1'] > details")) continue;
    details.open = true;
    openedForPrint.push(details);
  }
});
addEventListener("afterprint", () => {
  for (const details of openedForPrint.splice(0)) details.open = false;
});

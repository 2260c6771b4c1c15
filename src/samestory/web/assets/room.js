// What the room adds to a dossier: citing, printing, and a statement shown on the family tree.
"use strict";

for (const each of document.querySelectorAll(".needs-script")) each.hidden = false;
document.querySelector("[data-print]")?.addEventListener("click", () => print());

const reports = JSON.parse(document.getElementById("data").textContent).reports;

// The statement, who tells it, and the address of this very statement: what a note needs.
function citationOf(row) {
  const tellers = [...new Set([...row.querySelectorAll(".supports .cite")].map((link) => link.title.replace(/: show the passage$/, "")))];
  const address = `${location.origin}${location.pathname}#${row.id}`;
  const said = row.querySelector(".said").textContent.trim();
  return `“${said}” (${tellers.join("; ")}; ${row.querySelector(".lines").textContent.trim()}). ${address}`;
}

function carriersOf(row) {
  return new Set([...row.querySelectorAll(".supports .cite")].map((link) => /^#(.+)-\d+-\d+$/.exec(link.getAttribute("href"))?.[1]).filter((id) => id in reports));
}

function showOnTree(row) {
  const tree = row.closest(".story").querySelector(".tree");
  const carriers = carriersOf(row);
  tree.classList.add("chosen");
  for (const node of tree.querySelectorAll("a.node")) node.classList.toggle("carries", carriers.has(node.getAttribute("href").slice(1)));
  let note = tree.querySelector(".chosen-note");
  if (!note) {
    note = document.createElement("p");
    note.className = "chosen-note";
    note.setAttribute("role", "status");
    tree.querySelector(".drawing").after(note);
  }
  const clear = document.createElement("button");
  clear.type = "button";
  clear.className = "copy";
  clear.textContent = "Show all again";
  clear.addEventListener("click", () => { tree.classList.remove("chosen"); note.remove(); });
  note.replaceChildren(`Who carries “${row.querySelector(".said").textContent.trim()}”: ${row.querySelector(".lines").textContent.trim()}.`, clear);
  tree.scrollIntoView();
  tree.querySelector(".drawing").focus({ preventScroll: true });
}

function addButton(place, text, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = text;
  button.addEventListener("click", () => act(button));
  place.append(button);
}

for (const row of document.querySelectorAll(".statement-list > li")) {
  const foot = row.querySelector(".permalink")?.parentElement;
  if (!foot) continue;
  addButton(foot, "Copy with citation", async (button) => {
    let told = "Copied";
    try { await navigator.clipboard.writeText(citationOf(row)); } catch { told = "The browser did not allow it"; }
    const before = button.textContent;
    button.textContent = told;
    setTimeout(() => { button.textContent = before; }, 1800);
  });
  addButton(foot, "Show on the tree", () => showOnTree(row));
}

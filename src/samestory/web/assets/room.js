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

// Mark the carriers, and say of each line of text which of its reports they are: lines are what is independent.
function showOnTree(row) {
  const tree = row.closest(".story").querySelector(".tree");
  clearTree(tree);
  const carriers = carriersOf(row);
  const lines = [];
  tree.classList.add("chosen");
  for (const node of tree.querySelectorAll("a.node")) node.classList.toggle("carries", carriers.has(node.getAttribute("href").slice(1)));
  for (const line of tree.querySelectorAll(".line")) {
    const numbers = line.dataset.reports.split(" ").filter((id) => carriers.has(id)).map((id) => reports[id].number).sort((a, b) => a - b);
    const name = line.querySelector(".band-name");
    name.dataset.plain = name.textContent;
    line.classList.toggle("carries", numbers.length > 0);
    if (!numbers.length) continue;
    lines.push(`${name.textContent} (${numbers.join(", ")})`);
    name.textContent += ` carries it: ${numbers.join(", ")}`;
  }
  const note = document.createElement("p");
  note.className = "chosen-note";
  note.setAttribute("role", "status");
  const said = document.createElement("q");
  said.textContent = row.querySelector(".said").textContent.trim();
  const because = document.createElement("span");
  because.className = "because";
  because.textContent = row.querySelector(".because").textContent.trim();
  note.append(said, ` is carried by ${lines.join("; ")}. It counts as ${row.querySelector(".lines").textContent.trim()}:`, because);
  addButton(note, "Show all again", () => clearTree(tree));
  tree.querySelector(".drawing").before(note);
  tree.scrollIntoView();
  tree.querySelector(".drawing").focus({ preventScroll: true });
}

function clearTree(tree) {
  tree.classList.remove("chosen");
  for (const each of tree.querySelectorAll(".carries")) each.classList.remove("carries");
  for (const name of tree.querySelectorAll("[data-plain]")) name.textContent = name.dataset.plain;
  tree.querySelector(".chosen-note")?.remove();
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

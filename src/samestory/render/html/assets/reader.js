// The reports beside the dossier: one is shown at a time, and a citation marks its exact characters.

const data = JSON.parse(document.getElementById("data").textContent);
const reader = document.getElementById("reader");
const status = document.getElementById("reader-status");
const sheets = new Map([...reader.querySelectorAll(".sheet")].map((sheet) => [sheet.id, sheet]));
const closeButton = reader.querySelector(".close");
const narrow = matchMedia("(max-width: 65rem)");

let marked = [];
let opener = null;

function parsePlace(hash) {
  let name = hash.replace(/^#/, "");
  try { name = decodeURIComponent(name); } catch { /* a stray % in an address */ }
  if (sheets.has(name)) return { report: name };
  const found = /^(.+)-(\d+)-(\d+)$/.exec(name);
  if (!found || !sheets.has(found[1])) return null;
  return { report: found[1], start: Number(found[2]), end: Number(found[3]) };
}

function showReport(id) {
  for (const [name, sheet] of sheets) sheet.hidden = name !== id;
  const story = data.stories.findIndex((each) => each.reports.includes(id));
  for (const tab of reader.querySelectorAll(".tabs a")) {
    const name = tab.getAttribute("href").slice(1);
    if (name === id) tab.setAttribute("aria-current", "true");
    else tab.removeAttribute("aria-current");
    tab.hidden = story >= 0 && !data.stories[story].reports.includes(name);
  }
}

function markPlace(place) {
  unwrap(marked);
  marked = [];
  showReport(place.report);
  const sheet = sheets.get(place.report);
  const { number, label } = data.reports[place.report];
  if (place.start === undefined) {
    status.textContent = `Report ${number}, ${label}`;
    return sheet;
  }
  marked = wrapStretch(sheet, place.start, place.end, () => {
    const mark = document.createElement("mark");
    mark.className = "cited";
    return mark;
  });
  status.textContent = `Report ${number}, ${label}: the passage is marked`;
  return marked[0] || sheet;
}

function openPlace(place, from) {
  const target = markPlace(place);
  if (narrow.matches) {
    reader.classList.add("open");
    closeButton.hidden = false;
  }
  if (from && !reader.contains(from)) opener = from;
  target.tabIndex = -1;
  target.focus({ preventScroll: true });
  scrollWithin(reader.querySelector(".sheets"), target);
}

// Scroll only the box that holds the reports: the reader keeps his place in the dossier.
function scrollWithin(box, target) {
  const offset = target.getBoundingClientRect().top - box.getBoundingClientRect().top;
  box.scrollTop += offset - Math.min(box.clientHeight / 4, 120);
}

function closeReader() {
  reader.classList.remove("open");
  closeButton.hidden = true;
  if (opener) opener.focus();
  opener = null;
}

function startReader() {
  const first = [...sheets.keys()][0];
  if (first) showReport(first);
  closeButton.addEventListener("click", closeReader);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && (reader.classList.contains("open") || opener)) closeReader();
  });
}

// Two reports side by side, with the passages they share and the words in which these differ.

// Longer passages are marked whole: comparing words costs the product of both lengths.
const MAX_COMPARED_WORDS = 500;

// Words of two lists that belong together, by the longest common subsequence; the rest differs.
function differingWords(a, b) {
  if (a.length > MAX_COMPARED_WORDS || b.length > MAX_COMPARED_WORDS) return [[], []];
  const width = b.length + 1;
  const table = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      table[i * width + j] = a[i].word === b[j].word
        ? table[(i + 1) * width + j + 1] + 1
        : Math.max(table[(i + 1) * width + j], table[i * width + j + 1]);
    }
  }
  const left = [];
  const right = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i].word === b[j].word) { i++; j++; }
    else if (j >= b.length || (i < a.length && table[(i + 1) * width + j] >= table[i * width + j + 1])) left.push(a[i++]);
    else right.push(b[j++]);
  }
  return [left, right];
}

// What is no part of the report (menus, notices, credits) stands folded, each run of it behind a line that says so.
function foldFurniture(text) {
  let box = null;
  for (const paragraph of [...text.children]) {
    if (!paragraph.classList.contains("furn")) { box = null; continue; }
    if (!box) {
      box = document.createElement("details");
      box.className = "folded";
      box.append(document.createElement("summary"));
      paragraph.before(box);
    }
    box.append(paragraph);
    const count = box.children.length - 1;
    box.firstChild.textContent = `${count} ${count === 1 ? "line" : "lines"} not part of the report`;
  }
}

// The columns are scrolled together: between two passages that belong together the one follows the other in proportion.
function scrollTogether(columns, pairsOf) {
  let leader = null;
  columns.forEach((column, side) => {
    const lead = () => { leader = side; };
    for (const kind of ["pointerenter", "pointerdown", "wheel", "touchstart", "focusin", "keydown"]) column.addEventListener(kind, lead, { passive: true });
    column.addEventListener("scroll", () => {
      if (leader !== side) return;
      const other = columns[1 - side];
      // The line that is kept level: a third down, save near the ends, where it goes to the edge so that all is reached.
      const left = column.scrollHeight - column.clientHeight - column.scrollTop;
      const level = Math.max(Math.min(column.clientHeight / 3, column.scrollTop), column.clientHeight - left);
      const points = pairsOf().map((pair) => (side ? [pair[1], pair[0]] : pair));
      const at = column.scrollTop + level;
      let [before, after] = [[0, 0], [column.scrollHeight, other.scrollHeight]];
      for (const point of points) {
        if (point[0] <= at && point[0] >= before[0] && point[1] >= before[1]) before = point;
        if (point[0] > at && point[0] < after[0] && point[1] >= before[1]) after = point;
      }
      const share = after[0] > before[0] ? (at - before[0]) / (after[0] - before[0]) : 0;
      other.scrollTop = before[1] + share * (after[1] - before[1]) - level;
    });
  });
  return { pause() { leader = null; } };
}

function startCompare(tool) {
  const story = data.stories.find((each) => each.id === tool.dataset.story);
  const [pickA, pickB] = [tool.querySelector(".pick-a"), tool.querySelector(".pick-b")];
  const columns = [...tool.querySelectorAll(".column")];
  const told = tool.querySelector(".compare-told");
  let passages = [];
  let current = -1;
  tool.hidden = false;
  const topOf = (column, mark) => mark.getBoundingClientRect().top - column.getBoundingClientRect().top + column.scrollTop;
  const together = scrollTogether(columns, () => passages
    .filter(([a, b]) => a.length && b.length)
    .map(([a, b]) => [topOf(columns[0], a[0]), topOf(columns[1], b[0])]));

  function fill(column, report) {
    const text = sheets.get(report).querySelector(".text").cloneNode(true);
    text.querySelectorAll("mark.cited").forEach((mark) => mark.replaceWith(...mark.childNodes));
    text.querySelectorAll(".at").forEach((anchor) => anchor.remove());
    text.normalize();
    foldFurniture(text);
    const head = document.createElement("p");
    head.className = "column-head";
    head.textContent = `${data.reports[report].number} ${data.reports[report].label}`;
    column.replaceChildren(head, text);
    column.scrollTop = 0;
    return text;
  }

  function markPassage(texts, passage, index) {
    const sides = [[passage[0], passage[1]], [passage[2], passage[3]]];
    const kind = passage[4];
    const marks = sides.map(([start, end], side) => wrapStretch(texts[side], start, end, () => {
      const mark = document.createElement("mark");
      mark.className = `k k-${kind}`;
      mark.dataset.passage = index;
      return mark;
    }));
    marks.forEach((side) => {
      if (!side.length) return;
      side[0].dataset.label = `${index + 1} ${kind}`;
      side[0].tabIndex = -1;
    });
    if (kind === "edited") {
      const words = sides.map(([start, end], side) => wordsBetween(texts[side], start, end));
      differingWords(...words).forEach((differing, side) => {
        for (const word of differing) {
          wrapStretch(texts[side], word.start, word.end, () => {
            const element = document.createElement("span");
            element.className = "word-diff";
            return element;
          });
        }
      });
    }
    return marks;
  }

  function show() {
    const [a, b] = [pickA.value, pickB.value];
    const texts = [fill(columns[0], a), fill(columns[1], b)];
    const pair = story.pairs.find((each) => (each.a === a && each.b === b) || (each.a === b && each.b === a));
    const turned = pair && pair.a !== a;
    const found = pair ? pair.passages.map((p) => (turned ? [p[2], p[3], p[0], p[1], p[4], p[5]] : p)) : [];
    found.sort((one, other) => one[0] - other[0]);
    passages = a === b ? [] : found.map((passage, index) => markPassage(texts, passage, index));
    current = -1;
    together.pause();
    const shared = passages.length === 1 ? "1 shared passage" : `${passages.length || "no"} shared passages`;
    told.textContent = a === b ? "Choose two different reports." : [pair ? pair.relation : "not compared", shared, pair && pair.told].filter(Boolean).join(" · ");
  }

  function jump(to) {
    if (!passages.length) return;
    current = (to + passages.length) % passages.length;
    together.pause();
    tool.querySelectorAll("mark.current").forEach((mark) => mark.classList.remove("current"));
    passages[current].forEach((side, index) => {
      side.forEach((mark) => mark.classList.add("current"));
      side[0]?.closest("details")?.setAttribute("open", "");
      if (side.length) scrollWithin(columns[index], side[0]);
    });
    const first = passages[current][0][0] || passages[current][1][0];
    if (first) first.focus({ preventScroll: true });
    tool.scrollIntoView({ block: "nearest" });
  }

  tool.addEventListener("change", show);
  tool.querySelector(".next").addEventListener("click", () => jump(current + 1));
  tool.querySelector(".previous").addEventListener("click", () => jump(current < 0 ? -1 : current - 1));
  tool.addEventListener("click", (event) => {
    const mark = event.target.closest("mark[data-passage]");
    if (mark) jump(Number(mark.dataset.passage));
  });
  tool.addEventListener("choose", (event) => {
    [pickA.value, pickB.value] = event.detail;
    show();
  });
  tool.step = (by) => jump(current < 0 && by < 0 ? -1 : current + by);

  const best = [...story.pairs].sort((one, other) => other.passages.length - one.passages.length)[0];
  if (best) [pickA.value, pickB.value] = [best.a, best.b];
  else if (pickB.options.length > 1) pickB.selectedIndex = 1;
  show();
}

// n and p go from passage to passage of the comparison that is in view.
function stepCompare(by) {
  const tools = [...document.querySelectorAll(".compare-tool")];
  const seen = tools.find((tool) => {
    const box = tool.getBoundingClientRect();
    return box.top < innerHeight && box.bottom > 0;
  });
  if (seen) seen.step(by);
  return Boolean(seen);
}

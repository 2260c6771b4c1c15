// Places in reports. Offsets count code points of the stored text, as Python does; the strings of
// JavaScript count UTF-16 units, so every step between the two goes through here.

const SURROGATE = /[\ud800-\udfff]/;

function countPoints(text) {
  return SURROGATE.test(text) ? Array.from(text).length : text.length;
}

function unitsBefore(text, points) {
  if (!SURROGATE.test(text)) return Math.min(points, text.length);
  let at = 0;
  for (let left = points; left > 0 && at < text.length; left--) at += text.codePointAt(at) > 0xffff ? 2 : 1;
  return at;
}

// The runs of a paragraph in order: text nodes, and repaired pieces, which stand for `data-n` characters
// of the stored text whatever they show.
function runsOf(paragraph) {
  const runs = [];
  let at = Number(paragraph.dataset.s);
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const end = at + countPoints(node.data);
      runs.push({ node, start: at, end, fixed: false });
      at = end;
    } else if (node.dataset && node.dataset.n !== undefined) {
      const end = at + Number(node.dataset.n);
      runs.push({ node, start: at, end, fixed: true });
      at = end;
    } else {
      node.childNodes.forEach(walk);
    }
  };
  paragraph.childNodes.forEach(walk);
  return runs;
}

// Wrap the characters [start, end) of a text, one element for each run they touch; gives the elements.
function wrapStretch(text, start, end, make) {
  const made = [];
  const paragraphs = text.querySelectorAll("p[data-s]");
  paragraphs.forEach((paragraph, index) => {
    const next = paragraphs[index + 1];
    if (Number(paragraph.dataset.s) >= end || (next && Number(next.dataset.s) <= start)) return;
    for (const run of runsOf(paragraph)) {
      const from = Math.max(start, run.start);
      const to = Math.min(end, run.end);
      if (from >= to) continue;
      const element = make();
      let piece = run.node;
      if (!run.fixed) {
        const tail = unitsBefore(piece.data, to - run.start);
        if (tail < piece.length) piece.splitText(tail);
        const head = unitsBefore(piece.data, from - run.start);
        if (head > 0) piece = piece.splitText(head);
      }
      piece.replaceWith(element);
      element.append(piece);
      made.push(element);
    }
  });
  return made;
}

function unwrap(elements) {
  for (const element of elements) {
    const parent = element.parentNode;
    if (!parent) continue;
    element.replaceWith(...element.childNodes);
    parent.normalize();
  }
}

// The text as it is read between two places, with the offset of every word.
function wordsBetween(text, start, end) {
  const words = [];
  for (const paragraph of text.querySelectorAll("p[data-s]")) {
    if (Number(paragraph.dataset.s) >= end) break;
    for (const run of runsOf(paragraph)) {
      if (run.fixed || run.end <= start || run.start >= end) continue;
      for (const found of run.node.data.matchAll(/[\p{L}\p{N}]+(?:['’.,][\p{L}\p{N}]+)*/gu)) {
        const from = run.start + countPoints(run.node.data.slice(0, found.index));
        const to = from + countPoints(found[0]);
        if (from >= start && to <= end) words.push({ word: found[0].toLowerCase(), start: from, end: to });
      }
    }
  }
  return words;
}

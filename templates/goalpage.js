// Compares any two dates of a list on its page "diff/": the words are all there, made when the site was built; this
// only picks the right ones. Without it the page is a table of links to the comparisons that have a page of their own.
(() => {
  "use strict";
  const holder = document.getElementById("gp-data");
  const place = document.getElementById("gp-result");
  const form = document.getElementById("gp-pick");
  if (!holder || !place || !form) return;
  const data = JSON.parse(holder.textContent);
  const { revisions, goals, notes, words, sections } = data;
  const [STATUS, NUMBER, WORDING, VALUE, TARGET, DUE, AREA, PARENT, NOTES, LINKS] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  const arrow = ' <span aria-hidden="true">→</span> ';
  // A whole wording in one tag; where it holds links each run of text by itself, so that no link stands inside.
  const runs = (tag, html) => html.includes("<a")
    ? html.replace(/(^|>)([^<]*[^<\s][^<]*)/g, `$1<${tag}>$2</${tag}>`)
    : `<${tag}>${html}</${tag}>`;
  const step = (a, b) => [a && `<del>${a}</del>`, b && `<ins>${b}</ins>`].filter(Boolean).join(arrow);

  const swapped = (html) => html
    .replace(/<(\/?)(ins|del)>/g, (_, end, tag) => `<${end}${tag === "ins" ? "del" : "ins"}>`)
    .replace(/(<ins>[^]*?<\/ins>)(\s*)(<del>[^]*?<\/del>)/g, "$3$2$1");

  const wording = (goal, a, b) => {
    const known = goal.differences[`${Math.min(a, b)}-${Math.max(a, b)}`];
    if (known) return a < b ? known : swapped(known);
    return `${runs("del", goal.wordings[a])} ${runs("ins", goal.wordings[b])}`;
  };

  // All goals that do not belong to a longest run which kept its order have moved.
  const moved = (before, after) => {
    const at = new Map(before.map((goal, n) => [goal, n]));
    const kept = after.filter((goal) => at.has(goal));
    const tops = [], top = [], previous = [];
    kept.forEach((goal, n) => {
      let pile = tops.findIndex((value) => value >= at.get(goal));
      if (pile < 0) pile = tops.length;
      previous[n] = pile ? top[pile - 1] : -1;
      tops[pile] = at.get(goal);
      top[pile] = n;
    });
    const run = new Set();
    for (let n = top.length ? top[top.length - 1] : -1; n >= 0; n = previous[n]) run.add(kept[n]);
    return new Map(kept.filter((goal) => !run.has(goal)).map((goal) => [goal, [at.get(goal) + 1, after.indexOf(goal) + 1]]));
  };

  const noteMarks = (a, b) => [
    ...a.filter((n) => !b.includes(n)).map((n) => runs("del", notes[n])),
    ...b.filter((n) => !a.includes(n)).map((n) => runs("ins", notes[n])),
  ];

  // What happened to one goal: [section, title, words, notes].
  const happened = (goal, a, b, came) => {
    const [old, now] = [goal.states[a], goal.states[b]];
    if (!old) return [[came ? "Returned" : "Added", runs("ins", goal.wordings[now[WORDING]]), now[STATUS] ? words[now[STATUS]] : "", []]];
    if (!now) return [["No longer listed", runs("del", goal.wordings[old[WORDING]]), "", []]];
    const found = [];
    const reworded = old[WORDING] !== now[WORDING];
    const title = reworded ? wording(goal, old[WORDING], now[WORDING]) : "";
    if (old[STATUS] !== now[STATUS]) found.push([data.headings[now[STATUS]], "", `before: ${words[old[STATUS]]}`, []]);
    for (const [part, name, before] of [[VALUE, "Progress", ""], [TARGET, "Target", "target "], [DUE, "Due", "due "]]) {
      if (old[part] !== now[part]) found.push([name, part === VALUE ? title : "", before + step(old[part], now[part]), []]);
    }
    if (reworded && !(title && old[VALUE] !== now[VALUE])) found.push(["Reworded", title, "", []]);
    if (old[AREA] !== now[AREA] || old[PARENT] !== now[PARENT]) found.push(["Moved", "", step(old[AREA], now[AREA]) || "moved", []]);
    const marks = noteMarks(old[NOTES], now[NOTES]);
    if (marks.length) found.push(["Notes", "", "", marks]);
    if (old[LINKS] !== now[LINKS]) found.push(["Links", "", step(old[LINKS], now[LINKS]), []]);
    return found;
  };

  const item = (goal, state, [, title, told, marks]) => {
    const shown = title || `<a href="${goal.href}">${goal.title}</a>`;
    const story = title ? `<a href="${goal.href}">its story</a>` : "";
    const line = [told, story].filter(Boolean).join(" · ");
    const list = marks.length ? `<ul class="gp-notes">${marks.map((mark) => `<li dir="auto">${mark}</li>`).join("")}</ul>` : "";
    return `<li class="gp-goal"><span class="gp-number">${state[NUMBER]}</span><div class="gp-body">` +
      `<p class="gp-title" dir="auto"${data.lang}>${shown}</p>${line && `<p class="gp-words">${line}</p>`}${list}</div></li>`;
  };

  const compared = (a, b) => {
    const bySection = new Map(sections.map((name) => [name, []]));
    const [before, after] = [data.orders[data.order[a]], data.orders[data.order[b]]];
    const moves = moved(before, after);
    let same = 0;
    for (const n of [...after, ...before.filter((goal) => !after.includes(goal))]) {
      const goal = goals[n];
      const [s, t] = [goal.at[a], goal.at[b]];
      const found = s === t ? [] : happened(goal, s, t, goal.at.slice(0, Math.min(a, b)).some((state) => state >= 0));
      if (moves.has(n) && !found.some(([name]) => name === "Moved")) {
        const [from, to] = moves.get(n);
        found.push(["Moved", "", `moved from place ${from} to ${to}`, []]);
      }
      if (!found.length) same += 1;
      for (const each of found) bySection.get(each[0]).push(item(goal, goal.states[t] || goal.states[s], each));
    }
    const parts = [...bySection].filter(([, items]) => items.length);
    const told = parts.map(([name, items]) => `${name.toLowerCase()}: ${items.length}`).join(", ");
    return `<h2 id="gp-compared" tabindex="-1">What changed from ${revisions[a][1]} to ${revisions[b][1]}</h2>` +
      `<p class="gp-lead">${told ? told[0].toUpperCase() + told.slice(1) + "." : "No goal changed."} Unchanged: ${same}.</p>` +
      parts.map(([name, items]) => `<section class="gp-section"><h3>${name}</h3><ul class="gp-goals">${items.join("")}</ul></section>`).join("");
  };

  const [from, to] = [form.elements.from, form.elements.to];
  const show = (focus) => {
    const ids = decodeURIComponent(location.hash.slice(1)).split("..");
    const [a, b] = ids.map((id) => revisions.findIndex(([known]) => known === id));
    if (a < 0 || !(b >= 0)) return;
    [from.value, to.value] = ids;
    place.innerHTML = compared(a, b);
    if (focus) document.getElementById("gp-compared").focus();
  };
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    location.hash = `${from.value}..${to.value}`;
  });
  window.addEventListener("hashchange", () => show(true));
  show(false);
})();

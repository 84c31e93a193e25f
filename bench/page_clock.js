// The clock in the page, the same for the board and its rivals. It runs from the click to the
// end of the first frame in which every panel has the new words, every figure shows the new data
// and no drawing is under way.
(() => {
  let draws = { asked: 0, done: 0, spent: 0 };
  let plotly;
  const counted = (act) => (...given) => {
    const mine = draws; // a draw of the choice before does not count for this one
    mine.asked += 1;
    const start = performance.now();
    const drawn = act(...given);
    mine.spent += performance.now() - start;
    drawn.then(() => { mine.done += 1; });
    return drawn;
  };
  Object.defineProperty(window, "Plotly", {
    configurable: true,
    get: () => plotly,
    set: (given) => { plotly = { ...given, react: counted(given.react), newPlot: counted(given.newPlot) }; },
  });

  // Figures beyond those of the new view are hidden ones of a view that had more.
  const toldApart = (trace) => (typeof trace.meta === "object" ? [trace.fillcolor ?? null] : [trace.x ?? null, trace.y ?? null, trace.z ?? null, trace.marker?.color ?? null]);
  const showsFigures = (panel, figures) => {
    const boxes = [...panel.querySelectorAll(".js-plotly-plot")];
    return figures.every((traces, i) => boxes[i] && JSON.stringify(boxes[i].data.map(toldApart)) === JSON.stringify(traces));
  };

  const isDrawn = (expected) => {
    const panels = [...document.querySelectorAll("section[data-panel]:not([hidden])")];
    return panels.length === expected.findings.length
      && draws.done === draws.asked
      && panels.every((panel, i) => panel.querySelector(".cb-finding")?.textContent === expected.findings[i]
        && panel.querySelector(".cb-body").textContent.includes(expected.bodies[i])
        && showsFigures(panel, expected.figures[i])
        && (!expected.view || panel.dataset.view === expected.view));
  };

  const painted = () => new Promise((ready) => {
    const after = new MessageChannel();
    after.port1.onmessage = () => ready(performance.now());
    after.port2.postMessage(0);
  });

  const until = (expected) => new Promise((ready, failed) => {
    const end = performance.now() + 60_000;
    const look = () => {
      if (isDrawn(expected)) painted().then(ready);
      else if (performance.now() > end) failed(new Error(`not drawn within a minute: ${JSON.stringify(expected)}`));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });

  const says = (finding) => [...document.querySelectorAll(".cb-finding")].some((words) => words.textContent === finding);
  const words = (finding) => new Promise((ready) => {
    const look = () => (says(finding) ? painted().then(ready) : requestAnimationFrame(look));
    look();
  });

  window.bench = {
    /** Milliseconds from the opening of the page until the words of its first panel are painted,
     * and until all of it is drawn. */
    opening: (expected) => Promise.all([words(expected.findings[0]), until(expected)]),
    /** Arms the clock: the next event of that name starts it; bench.time then holds the
     * answer, with the part of it that was spent inside plotly.js. */
    arm(expected, event) {
      this.time = new Promise((ready, failed) => document.addEventListener(event, () => {
        const start = performance.now();
        draws = { asked: 0, done: 0, spent: 0 };
        until(expected).then((end) => ready({ total: end - start, plotly: draws.spent }), failed);
      }, { capture: true, once: true }));
    },
  };
})();

// Writes meeting.bundle.js and .css. The first line of each says of what: the digest of every file
// that went in, by which a test tells whether the bundle is that of today.
const { createHash } = require("node:crypto");
const { readFileSync, writeFileSync } = require("node:fs");
const path = require("node:path");
const esbuild = require("esbuild");

const TARGET = "chrome81";
const folder = process.argv[2];

// The parts of a list at its own commas, and the place behind the bracket that closes at from.
function closing(text, from) {
  for (let depth = 1, at = from; at < text.length; at += 1) {
    depth += (text[at] === "(") - (text[at] === ")");
    if (!depth) return at;
  }
  throw new Error(`no end of ${text.slice(from - 10, from + 40)}`);
}

function listed(text) {
  const parts = [""];
  let depth = 0;
  for (const letter of text) {
    depth += (letter === "(") - (letter === ")");
    if (letter === "," && !depth) parts.push("");
    else parts[parts.length - 1] += letter;
  }
  return parts.map((part) => part.trim());
}

// Chromium knows :is since 88: each way to read one is written out. All alternatives of ours weigh
// alike, and :where stands only before what the board says against its frame.
function spelled(selector) {
  const at = selector.indexOf(":is(");
  if (at < 0) return [selector];
  const end = closing(selector, at + 4);
  return listed(selector.slice(at + 4, end)).flatMap((one) => {
    const isTag = /^[a-z]/i.test(one) && /[\w\])]$/.test(selector.slice(0, at));
    if (isTag) throw new Error(`a name of an element cannot follow: ${selector}`);
    return spelled(selector.slice(0, at) + one + selector.slice(end + 1));
  });
}

// inset came with 87.
function sides(values) {
  const [top, right = top, bottom = top, left = right] = values.trim().split(/\s+/);
  return `top: ${top}; right: ${right}; bottom: ${bottom}; left: ${left}`;
}

function lowered(css) {
  const plain = css.replace(/\/\*[^]*?\*\//g, "").replace(/(?<=[;{]\s*)inset:([^;}]+)/g, (_, values) => sides(values));
  return plain.replace(/([^{};]+)\{/g, (whole, selector) =>
    (selector.includes("@") || !selector.includes(":is(") ? whole : `\n${listed(selector.trim()).flatMap(spelled).join(", ")} {`));
}

const older = {
  name: "older",
  setup: (build) => build.onLoad({ filter: /\.css$/ }, ({ path: file }) => ({ contents: lowered(readFileSync(file, "utf8")), loader: "css" })),
};

esbuild.build({
  entryPoints: ["chainboard/briefs/web/meeting.js"], outfile: path.join(folder, "meeting.bundle.js"), bundle: true, minify: true, format: "iife",
  target: TARGET, charset: "utf8", legalComments: "none", metafile: true, write: false, plugins: [older],
}).then(({ metafile, outputFiles }) => {
  const from = [...Object.keys(metafile.inputs), "scripts/bundle/bundle.cjs"].sort();
  const hash = createHash("sha256");
  for (const file of from) hash.update(`${file}\0`).update(readFileSync(file)).update("\0");
  const told = `/* ${hash.digest("hex")} esbuild ${esbuild.version} ${TARGET}: ${from.join(" ")} */\n`;
  for (const file of outputFiles) writeFileSync(file.path, told + file.text);
  for (const file of outputFiles) console.log(`${path.basename(file.path)} ${(told + file.text).length.toLocaleString("en")} letters`);
});

#!/usr/bin/env python3
"""Every mutant that cargo-mutants lists, woven into one copy of the package behind a switch, so that all of them are built
once and each costs no more than the tests that come to it. docs/testing.md says what came of it.

    tests/mutants.py FOLDER weave [GLOB ...]      lists, weaves and builds; usually src/core/** and src/ledger/**
    tests/mutants.py FOLDER cover PROGRAM ...     each test alone: which functions it comes to, and how long it takes
    tests/mutants.py FOLDER run SECONDS PROGRAM ...   the mutants that nothing caught yet, cheapest tests first
    tests/mutants.py FOLDER tell                  how it stands, and what is left

PROGRAM is lib, core, store, screens or program. FOLDER lies outside the repository; CARGO_TARGET_DIR may name a warm one.
A function is built once as it is and once with each of its mutants; MUTANT=n in the environment switches to the nth. Programs
that tests start with an environment of their own look it up in that of whoever started them.
"""
import collections, concurrent.futures, glob, json, os, re, shutil, signal, subprocess, sys, time

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FOLDER, WHAT, REST = os.path.abspath(sys.argv[1]), sys.argv[2], sys.argv[3:]
WOVEN = os.path.join(FOLDER, "woven")
ENV = {"CARGO_TARGET_DIR": os.path.join(FOLDER, "target"), **os.environ, "RUST_MIN_STACK": str(64 << 20),
       "RUST_BACKTRACE": "0", "RUST_TEST_THREADS": "1", "CARGO_MANIFEST_DIR": WOVEN}

SWITCH = """//! The switch.
use std::io::Write;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};
fn inherited(name: &str) -> Option<String> {
    if let Ok(v) = std::env::var(name) { return Some(v); }
    let (mut pid, wanted) = (std::os::unix::process::parent_id(), format!("{name}="));
    for _ in 0..8 {
        let env = std::fs::read(format!("/proc/{pid}/environ")).ok()?;
        if let Some(row) = env.split(|b| *b == 0).find(|row| row.starts_with(wanted.as_bytes())) {
            return Some(String::from_utf8_lossy(&row[wanted.len()..]).into_owned());
        }
        let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
        pid = stat.rsplit(')').next()?.split_whitespace().nth(1)?.parse().ok()?;
    }
    None
}
static ON: LazyLock<u32> = LazyLock::new(|| inherited("MUTANT").and_then(|v| v.parse().ok()).unwrap_or(0));
static COVER: LazyLock<Option<std::fs::File>> = LazyLock::new(|| {
    std::fs::OpenOptions::new().create(true).append(true).open(inherited("MUTANT_COVER")?).ok()
});
static SEEN: [AtomicBool; SIZE] = [const { AtomicBool::new(false) }; SIZE];
pub fn on(f: usize) -> u32 {
    if let Some(mut file) = COVER.as_ref() {
        if !SEEN[f].swap(true, Ordering::Relaxed) { let _ = file.write_all(format!("{f}\\n").as_bytes()); }
    }
    *ON
}
"""


def kept(name, value=None):
    """Reads a file of FOLDER, or writes it."""
    path = os.path.join(FOLDER, name + ".json")
    if value is None:
        return json.load(open(path)) if os.path.exists(path) else {}
    json.dump(value, open(path, "w"))


def body(text, at, end):
    """Where the body begins: the first brace outside comments, strings and brackets."""
    depth = 0
    while at < end:
        if text.startswith("//", at):
            at = text.index("\n", at)
        elif text[at] == '"':
            at += 1
            while text[at] != '"':
                at += 2 if text[at] == "\\" else 1
        elif text[at] in "([)]":
            depth += 1 if text[at] in "([" else -1
        elif text[at] == "{" and depth == 0:
            return at
        at += 1
    raise ValueError("no body")


def weave(mutants, out):
    """Writes the woven files; gives the function of each mutant, and whose each line is. `out` is left out."""
    of, lines, count = {}, {}, 0
    files = collections.defaultdict(list)
    for m in mutants:
        if m["function"]:
            files[m["file"]].append(m)
    for name, here in sorted(files.items()):
        text = open(os.path.join(HERE, name)).read()
        starts = [0]
        for line in text.split("\n"):
            starts.append(starts[-1] + len(line) + 1)
        place = lambda p: starts[p["line"] - 1] + p["column"] - 1
        groups = collections.defaultdict(list)
        for m in here:
            span = m["function"]["span"]
            groups[place(span["start"]), place(span["end"])].append(m)

        def run(a, b, spans):
            done, at = "", a
            for x, y in spans:
                if x >= at:
                    done += text[at:x] + one(x, y, [s for s in spans if s != (x, y) and x <= s[0] and s[1] <= y])
                    at = y
            return done + text[at:b]

        def one(x, y, inside):
            nonlocal count
            count += 1
            me, at = count, body(text, x, y)
            for m in groups[x, y]:
                of[m["id"]] = me
            live = [m for m in groups[x, y] if m["id"] not in out]
            plain = run(at + 1, y - 1, inside)
            if not live:
                return text[x:at + 1] + plain + "}"
            head = re.sub(r"\bconst fn\b", "fn", text[x:at])
            opaque = re.search(r"->\s*impl\s+(.*Iterator.*)$", head.split("where")[0].strip(), re.S)
            pre, post = ("::std::boxed::Box::new({", "})") if opaque else ("{", "}")
            woven = head + "{ "
            if opaque:
                kind = re.sub(r"\+\s*(use<[^>]*>|'\w+)", "", opaque.group(1))
                woven += f"let it: ::std::boxed::Box<dyn {kind}> = "
            woven += f"match crate::mutants::on({me}) {{\n"
            for m in live:
                p, q = place(m["span"]["start"]), place(m["span"]["end"])
                changed = text[at + 1:p] + " " + m["replacement"] + " " + text[q:y - 1]
                woven += f"/*M {m['id']}*/ {m['id']} => {pre}\n{changed}\n{post},\n"
            return woven + f"/*F {me}*/ _ => {pre}{plain}{post}\n}}" + ("; it" if opaque else "") + "}"

        text_woven = run(0, len(text), sorted(groups))
        open(os.path.join(WOVEN, name), "w").write(text_woven)
        mine, owner = [], None
        for line in text_woven.split("\n"):
            if found := re.search(r"/\*([MF]) (\d+)\*/", line):
                owner = (found.group(1), int(found.group(2)))
            mine.append(owner)
        lines[name] = mine
    switch = SWITCH.replace("SIZE", str(count + 1))
    open(os.path.join(WOVEN, "src/mutants.rs"), "w").write(switch)
    return of, lines


def build():
    globs = [a for g in REST or ["src/core/**", "src/ledger/**"] for a in ("-f", g)]
    listed = subprocess.run(["cargo", "mutants", "--list", "--json", *globs], cwd=HERE, capture_output=True, check=True)
    mutants = json.loads(listed.stdout)
    for n, m in enumerate(mutants, 1):
        m["id"] = n
    for part in ["src", "tests", "benches", "data", "docs", ".cargo"]:
        shutil.copytree(os.path.join(HERE, part), os.path.join(WOVEN, part), dirs_exist_ok=True)
    for path in glob.glob(os.path.join(HERE, "*.*")):
        shutil.copy(path, WOVEN)
    # The build reads the core's own files, as they are; and nothing warns of code that is there twice.
    shutil.copytree(os.path.join(HERE, "src/core"), os.path.join(WOVEN, "plain/src/core"), dirs_exist_ok=True)
    def edit(name, change):
        path = os.path.join(WOVEN, name)
        text = open(path).read()
        open(path, "w").write(change(text))
    edit("build.rs", lambda t: t.replace('#[path = "src/core"]', '#[path = "plain/src/core"]'))
    edit("src/lib.rs", lambda t: re.sub(r"#!\[warn\(.*?\)\]", "#![allow(warnings)]", t, count=1, flags=re.S)
         + "\npub mod mutants;\n")
    edit("Cargo.toml", lambda t: re.sub(r"\[lints\.rust\].*?\n(?=\[\[)", "", t, flags=re.S)
         .replace('debug = "line-tables-only"', "debug = false"))
    out = set()
    while True:
        of, lines = weave(mutants, out)
        made = subprocess.run(["cargo", "test", "--no-run", "--lib", "--tests", "--message-format=json"],
                              cwd=WOVEN, env=ENV, capture_output=True, text=True)
        programs, before = {}, len(out)
        for row in map(json.loads, filter(None, made.stdout.split("\n"))):
            if row.get("executable") and row.get("profile", {}).get("test"):
                programs["lib" if row["target"]["kind"] == ["lib"] else row["target"]["name"]] = row["executable"]
            if row.get("reason") != "compiler-message" or row["message"]["level"] != "error":
                continue
            for span in row["message"]["spans"]:
                owner = (lines.get(span["file_name"]) or [None] * span["line_start"])[span["line_start"] - 1]
                if owner and owner[0] == "M":
                    out.add(owner[1])
                    break
                if owner:  # It cannot be woven: its mutants are for cargo-mutants itself.
                    out.update(m for m, f in of.items() if f == owner[1])
                    break
        print(len(mutants), "mutants,", len(out), "do not compile", flush=True)
        if made.returncode == 0:
            break
        if len(out) == before:
            sys.exit(made.stderr[-3000:])
    names = {m["id"]: m["name"] for m in mutants}
    kept("mutants", {"names": names, "of": of, "out": sorted(out), "programs": programs})


def tests_of(program, path):
    told = subprocess.run([path, "--list"], cwd=WOVEN, env=ENV, capture_output=True, text=True).stdout
    return [line[:-6] for line in told.split("\n") if line.endswith(": test")]


def cover():
    programs, found = kept("mutants")["programs"], kept("cover")
    def one(program, test):
        path = os.path.join(FOLDER, f"cover.{program}.{test}".replace("::", "."))
        begin = time.time()
        run = subprocess.run([programs[program], "--exact", test], cwd=WOVEN, env={**ENV, "MUTANT_COVER": path},
                             capture_output=True, text=True)
        functions = []
        if os.path.exists(path):
            functions = sorted({int(n) for n in open(path).read().split()})
            os.remove(path)
        if run.returncode:
            print("fails without any mutant:", program, test)
        else:
            found[f"{program} {test}"] = [round(time.time() - begin, 3), functions]
    for program in REST:
        with concurrent.futures.ThreadPoolExecutor(2) as two:
            list(two.map(lambda test: one(program, test), tests_of(program, programs[program])))
        kept("cover", found)


def run():
    known, found, cap, names = kept("mutants"), kept("found"), float(REST[0]), REST[1:]
    coming = collections.defaultdict(list)
    for key, (seconds, functions) in kept("cover").items():
        program, test = key.split(" ", 1)
        for f in functions if program in names else []:
            coming[f].append((seconds, program, test))
    def one(n):
        tests, spent, batch = sorted(coming[known["of"][n]]), 0, []
        verdict = ["missed" if tests else "nobody comes", ""]
        while tests and spent < cap and verdict[0] == "missed":
            batch = [tests.pop(0)]  # a few at a time: a mutant that is caught is mostly caught at once
            while tests and tests[0][1] == batch[0][1] and sum(t[0] for t in batch) + tests[0][0] < 0.2 + spent:
                batch.append(tests.pop(0))
            seconds = sum(t[0] for t in batch)
            spent += seconds
            child = subprocess.Popen([known["programs"][batch[0][1]], "--exact", *[t[2] for t in batch]], cwd=WOVEN,
                                     env={**ENV, "MUTANT": n}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                     text=True, start_new_session=True)
            try:
                told, _ = child.communicate(timeout=20 + 15 * seconds)
                if child.returncode:
                    verdict = ["caught", next((l for l in told.split("\n") if l.endswith("FAILED")), "died")]
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                verdict = ["never ends", batch[0][2]]
        found[n] = verdict
        if len(found) % 50 == 0:
            kept("found", found)
    todo = [n for n in known["of"] if int(n) not in known["out"] and found.get(n, ["missed"])[0] in ("missed", "nobody comes")]
    with concurrent.futures.ThreadPoolExecutor(2) as two:
        list(two.map(one, todo))
    kept("found", found)


def tell():
    known, found = kept("mutants"), kept("found")
    print(len(known["names"]), "mutants,", len(known["out"]), "do not compile,",
          len(known["names"]) - len(known["of"]), "in constants (for cargo-mutants itself)")
    for verdict, count in collections.Counter(v[0] for v in found.values()).items():
        print(f"{verdict}: {count}")
    for n, verdict in sorted(found.items(), key=lambda row: known["names"][row[0]]):
        if verdict[0] in ("missed", "nobody comes"):
            print(f"{verdict[0]}: {known['names'][n]}")


{"weave": build, "cover": cover, "run": run, "tell": tell}[WHAT]()

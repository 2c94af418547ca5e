//! Settings and looks: who wins, and the sentence that every wrong value becomes.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use ketnoi::config::{
    Ambiguous, ConfigError, Flags, Origin, Places, SETTINGS, Settings, Signs, Tls, What, docs_table,
    early_lang, load_from, looks,
};
use ketnoi::core::looks::{Colour, LookTable, Role};
use ketnoi::core::names::Lang;
use ketnoi::core::store_url::StoreUrl;
use ketnoi::text::Catalogue;
use ketnoi::tui::theme::Look;
use tempfile::TempDir;

/// A system of its own: a house's file, a user's file, an environment.
struct House {
    folder: TempDir,
    env: HashMap<String, String>,
    flags: Flags,
}

impl House {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder"),
            env: HashMap::new(),
            flags: Flags::default(),
        }
    }

    fn path(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(&path, bytes).expect("written");
        path
    }

    fn set(mut self, name: &str, value: &str) -> Self {
        self.env.insert(name.to_owned(), value.to_owned());
        self
    }

    fn places(&self) -> Places {
        Places {
            system: Some(self.path("etc/config.yaml")),
            user: Some(self.path("user/config.yaml")),
            home: Some(self.path("home")),
            data: Some(self.path("data/ketnoi")),
            state: Some(self.path("state/ketnoi")),
            cache: None,
        }
    }

    fn load(&self) -> Result<Settings, ConfigError> {
        load_from(&self.flags, &|name| self.env.get(name).cloned(), &self.places())
    }

    fn settings(&self) -> Settings {
        self.load().unwrap_or_else(|e| panic!("{e}"))
    }

    /// The sentence and the piece of the file, without the name of the test's folder.
    fn told(&self, error: &ConfigError, cat: &Catalogue) -> String {
        error
            .render(cat)
            .replace(&self.folder.path().display().to_string(), "DIR")
    }
}

fn sqlite(path: impl Into<PathBuf>) -> StoreUrl {
    StoreUrl::Sqlite(path.into())
}

#[test]
fn nothing_said_gives_the_usual() {
    let house = House::new();
    let s = house.settings();
    assert_eq!(
        s.store().expect("a store"),
        &sqlite(house.path("data/ketnoi/ketnoi.db"))
    );
    assert_eq!((s.lang, s.theme.as_str(), s.campaign), (Lang::Vi, "auto", None));
    assert_eq!(
        (s.glyphs, s.no_color, s.mouse, s.seconds),
        (Signs::Auto, false, false, true)
    );
    assert_eq!((s.ambiguous, s.evidence_limit), (Ambiguous::Narrow, 2 << 30));
    assert_eq!(s.data_dir, None, "used only where it exists");
    assert_eq!(s.log, Some(house.path("state/ketnoi/ketnoi.log")));
    assert!(s.files.is_empty() && s.keys.is_empty());
    std::fs::create_dir_all(house.path("data/ketnoi/data")).expect("a folder");
    assert_eq!(house.settings().data_dir, Some(house.path("data/ketnoi/data")));
}

#[test]
fn the_later_wins() {
    let mut house = House::new();
    house.file(
        "etc/config.yaml",
        "store: sqlite:etc.db\ntheme: mono\nmouse: true\ncampaign: a\n",
    );
    let origin = |h: &House, key| h.settings().origin(key).clone();
    assert_eq!(
        house.settings().store().expect("one"),
        &sqlite(house.path("etc/etc.db"))
    );
    house.file(
        "user/config.yaml",
        "# mine\nstore: sqlite:~/mine.db\ncampaign: b\n",
    );
    let s = house.settings();
    assert_eq!(s.store().expect("one"), &sqlite(house.path("home/mine.db")));
    assert_eq!(
        (s.theme.as_str(), s.mouse, s.campaign.as_deref()),
        ("mono", true, Some("b"))
    );
    assert_eq!(
        origin(&house, "store"),
        Origin::File {
            file: house.path("user/config.yaml"),
            line: 2
        }
    );
    house = house
        .set("KETNOI_STORE", "sqlite:env.db")
        .set("KETNOI_CAMPAIGN", "c");
    assert_eq!(house.settings().store().expect("one"), &sqlite("env.db"));
    assert_eq!(origin(&house, "store"), Origin::Env("KETNOI_STORE"));
    house.flags.store = Some("sqlite:///flag.db".to_owned());
    assert_eq!(house.settings().store().expect("one"), &sqlite("/flag.db"));
    assert_eq!(origin(&house, "store"), Origin::Flag("--store"));
    assert_eq!(origin(&house, "campaign"), Origin::Env("KETNOI_CAMPAIGN"));
    assert_eq!(origin(&house, "seconds"), Origin::Default);
    assert_eq!(house.settings().files.len(), 2);
}

#[test]
fn a_named_file_takes_the_place_of_both() {
    let mut house = House::new();
    house.file("etc/config.yaml", "mouse: true\n");
    house.file("user/config.yaml", "rubbish: [\n");
    let env = house.file("env.yaml", "theme: mono\n");
    house = house.set("KETNOI_CONFIG", &env.display().to_string());
    let s = house.settings();
    assert_eq!((s.theme.as_str(), s.mouse), ("mono", false));
    house.flags.config = Some(house.file("flag.yaml", "theme: light\n"));
    assert_eq!(house.settings().theme, "light");
    house.flags.config = Some(house.path("none.yaml"));
    let error = house.load().expect_err("must exist");
    assert!(matches!(error.what(), What::NoFile(_)));
    assert_eq!(
        house.told(&error, &Catalogue::new(Lang::En)),
        "there is no configuration file DIR/none.yaml (option --config)"
    );
}

#[test]
fn the_language_follows_the_locale() {
    let none: &[(&str, &str)] = &[];
    for (env, lang) in [
        (none, Lang::Vi),
        (&[("LANG", "C")], Lang::Vi),
        (&[("LANG", "C.UTF-8")], Lang::Vi),
        (&[("LANG", "POSIX")], Lang::Vi),
        (&[("LANG", "")], Lang::Vi),
        (&[("LANG", "vi_VN.UTF-8")], Lang::Vi),
        (&[("LANG", "en_US.UTF-8")], Lang::En),
        (&[("LANG", "fr_FR.UTF-8")], Lang::En),
        (&[("LANG", "vi_VN"), ("LC_MESSAGES", "en_GB")], Lang::En),
        (&[("LC_ALL", "vi_VN"), ("LC_MESSAGES", "en_GB")], Lang::Vi),
        (&[("LC_ALL", ""), ("LC_MESSAGES", "en_GB")], Lang::En),
        (&[("LC_ALL", "en_US"), ("KETNOI_LANG", "vi")], Lang::Vi),
        (&[("LC_ALL", "en_US"), ("KETNOI_LANG", "")], Lang::En),
    ] {
        let house = env
            .iter()
            .fold(House::new(), |h, (name, value)| h.set(name, value));
        assert_eq!(house.settings().lang, lang, "{env:?}");
        assert_eq!(early_lang(&house.flags, &|n| house.env.get(n).cloned()), lang);
    }
    // A file goes before the locale, and after the program's own variable.
    let mut house = House::new().set("LC_ALL", "vi_VN.UTF-8");
    house.file("user/config.yaml", "lang: en\n");
    assert_eq!(house.settings().lang, Lang::En);
    house = house.set("KETNOI_LANG", "vi");
    assert_eq!(house.settings().lang, Lang::Vi);
    house.flags.lang = Some("en".to_owned());
    assert_eq!(house.settings().lang, Lang::En);
}

#[test]
fn files_may_be_marked_or_say_nothing() {
    let house = House::new();
    house.file("user/config.yaml", b"\xef\xbb\xbftheme: mono\r\nascii: true\r\n");
    let s = house.settings();
    assert_eq!((s.theme.as_str(), s.glyphs), ("mono", Signs::Ascii));
    house.file("user/config.yaml", "# theme: mono\n");
    let s = house.settings();
    assert_eq!((s.theme.as_str(), s.files.len()), ("auto", 1));
    house.file(
        "user/config.yaml",
        "theme:\nlog: logs/k.log\nevidence_limit: 1000\ndata_dir: .\n",
    );
    let s = house.settings();
    assert_eq!((s.theme.as_str(), s.evidence_limit), ("auto", 1000));
    assert_eq!(s.log, Some(house.path("user/logs/k.log")));
    assert_eq!(s.data_dir, Some(house.path("user/.")));
}

#[test]
fn keys_are_kept_with_their_place() {
    let house = House::new();
    house.file("etc/config.yaml", "keys: {report.accept: A, view.map: [m, M]}\n");
    house.file("user/config.yaml", "keys:\n  report.accept: [x, 1]\n  quit: []\n");
    let s = house.settings();
    let keys: Vec<(&str, Vec<&str>)> = s
        .keys
        .iter()
        .map(|k| (k.action.as_str(), k.keys.iter().map(String::as_str).collect()))
        .collect();
    assert_eq!(
        keys,
        [
            ("view.map", vec!["m", "M"]),
            ("quit", vec![]),
            ("report.accept", vec!["x", "1"])
        ]
    );
    let accept = &s.keys[2];
    let file = house.path("user/config.yaml").display().to_string();
    assert_eq!(accept.place, Some((file, 2, 3)));
    let refusal = accept.refuse("không có thao tác này");
    assert_eq!(
        house.told(&refusal, &Catalogue::new(Lang::Vi)),
        "DIR/user/config.yaml, dòng 2, cột 3: không có thao tác này\n  1 │ keys:\n  2 │   report.accept: [x, 1]\n    │   ^\n  3 │   quit: []"
    );
}

#[test]
fn a_user_without_a_home_is_told_only_when_a_store_is_needed() {
    let house = House::new();
    let nowhere = Places::default();
    let env = |_: &str| None;
    let s = load_from(&house.flags, &env, &nowhere).expect("a demo needs no store");
    assert_eq!(s.log, None);
    let error = s.store().expect_err("no place for it");
    assert!(matches!(error.what(), What::NoDataDir));
    assert!(
        error
            .sentence(&Catalogue::new(Lang::En))
            .contains("set HOME or use --store")
    );
}

#[test]
fn each_mistake_has_its_place_and_its_sentence() {
    let files: &[(&str, &[u8])] = &[
        ("unknown key", b"theme: mono\ntheem: light\n"),
        ("unknown key, far from all", b"xyzzy: 1\n"),
        ("roles", b"theme: mono\nroles:\n  admin: [lan]\n"),
        ("access", b"access: {}\n"),
        ("double key", b"theme: mono\ntheme: light\n"),
        ("list for a word", b"theme: [mono]\n"),
        ("not a yes or no", b"ascii: yes\n"),
        ("lang", b"lang: fr\n"),
        ("ambiguous", b"ambiguous: both\n"),
        ("size", b"evidence_limit: 2 GX\n"),
        ("name with blanks", b"campaign: wtisd 2020\n"),
        ("empty name", b"theme: ''\n"),
        ("empty path", b"log: ''\n"),
        ("folder that is not there", b"data_dir: nowhere\n"),
        ("store without a kind", b"store: ketnoi.db\n"),
        ("store without a path", b"store: 'sqlite:'\n"),
        ("store of another kind", b"store: mysql://me:secret@host/db\n"),
        (
            "store not built",
            b"mouse: true\nstore: postgres://me:secret@host/db\n",
        ),
        ("keys that are none", b"keys:\n  quit: {a: 1}\n"),
        ("keys that are no group", b"keys: [a]\n"),
        ("UTF-16", b"\xff\xfet\0"),
    ];
    for lang in [Lang::Vi, Lang::En] {
        let cat = Catalogue::new(lang);
        let mut out = String::new();
        for (what, bytes) in files {
            let house = House::new();
            house.file("user/config.yaml", bytes);
            let error = house.load().err().unwrap_or_else(|| panic!("accepted: {what}"));
            let told = house.told(&error, &cat);
            assert!(!told.contains("secret"), "{told}");
            let _ = writeln!(out, "## {what}\n{told}\n");
        }
        for (name, value) in [
            ("KETNOI_LANG", "français"),
            ("KETNOI_STORE", "mysql://me:secret@host/db"),
            ("KETNOI_STORE", "postgresql://me:secret@host/db"),
            ("KETNOI_CAMPAIGN", "a\u{1b}[2J b"),
            ("KETNOI_CONFIG", "/nowhere/config.yaml"),
        ] {
            let house = House::new().set(name, value);
            let told = house.told(&house.load().expect_err("wrong"), &cat);
            assert!(!told.contains("secret") && !told.contains('\u{1b}'), "{told}");
            let _ = writeln!(out, "## {name}\n{told}\n");
        }
        let mut house = House::new();
        house.flags.theme = Some(String::new());
        let _ = writeln!(
            out,
            "## --theme\n{}",
            house.told(&house.load().expect_err("wrong"), &cat)
        );
        insta::assert_snapshot!(format!("mistakes_{}", id(lang)), out);
    }
}

fn id(lang: Lang) -> &'static str {
    if lang == Lang::Vi { "vi" } else { "en" }
}

/// `ascii: true` is the older word for `glyphs: ascii`; the later of both holds.
#[test]
fn signs_are_said_in_two_words() {
    let house = House::new();
    let said = |text: &str| {
        house.file("user/config.yaml", text);
        house.settings().glyphs
    };
    for (text, signs) in [
        ("glyphs: full\n", Signs::Full),
        ("glyphs: windows\n", Signs::Windows),
        ("glyphs: ascii\n", Signs::Ascii),
        ("glyphs: auto\n", Signs::Auto),
        ("ascii: true\n", Signs::Ascii),
        ("ascii: false\n", Signs::Auto),
        ("glyphs: full\nascii: false\n", Signs::Full),
    ] {
        assert_eq!(said(text), signs, "{text}");
    }
    let mut house = House::new().set("KETNOI_GLYPHS", "windows");
    house.file("user/config.yaml", "ascii: true\n");
    assert_eq!(house.settings().glyphs, Signs::Windows);
    house.flags.ascii = Some(true);
    assert_eq!(house.settings().glyphs, Signs::Ascii);
    house.flags = Flags {
        glyphs: Some("braille".to_owned()),
        ..Flags::default()
    };
    let error = house.load().expect_err("no such set");
    let told = house.told(&error, &Catalogue::new(Lang::En));
    assert!(
        told.contains("braille") && told.contains("auto, full, windows, ascii"),
        "{told}"
    );
}

#[test]
fn every_setting_is_documented_and_can_stand_in_a_file() {
    for lang in [Lang::Vi, Lang::En] {
        let cat = Catalogue::new(lang);
        for s in SETTINGS {
            assert!(cat.has(s.about), "{}", s.about);
            assert!(cat.has(s.words) || !s.words.starts_with("config-"), "{}", s.words);
        }
        assert_eq!(House::new().settings().rows(&cat).len(), SETTINGS.len());
    }
    for s in SETTINGS {
        let house = House::new();
        // What stands below another key stands further in.
        let lines = s.key.split('.').enumerate();
        let lines: Vec<String> = lines
            .map(|(n, key)| format!("{}{key}:", "  ".repeat(n)))
            .collect();
        house.file("user/config.yaml", format!("{}\n", lines.join("\n")));
        if s.key != "keys" {
            house.settings();
        }
    }
    let docs = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/config.md"))
        .expect("docs/config.md");
    assert!(
        docs.contains(&docs_table()),
        "docs/config.md holds another table than the program; it should be\n{}",
        docs_table()
    );
}

#[test]
fn what_is_said_of_letters_is_checked_and_told_with_its_place() {
    let house = House::new();
    house.file(
        "user/config.yaml",
        "intake:\n  sources: [\"imaps://bc@mail.bo.example/INBOX\", Maildir]\n  own_domains: Bo.Example.\n  limits: {message: 3 MiB, \
         depth: 5}\n",
    );
    let intake = house.settings().intake;
    let folder = house.path("user/Maildir").display().to_string();
    assert_eq!(
        intake.sources,
        ["imaps://bc@mail.bo.example/INBOX".to_owned(), folder]
    );
    assert_eq!(intake.own_domains, ["bo.example"]);
    assert_eq!(
        (intake.limits.message, intake.limits.depth, intake.limits.parts),
        (3 << 20, 5, 2_000)
    );
    for (line, word) in [
        ("intake:\n  limits: {seconds: 0}\n", "intake.limits.seconds"),
        ("intake:\n  own_domains: [a b]\n", "intake.own_domains"),
        ("intake:\n  authserv: [a]\n", "authserv"),
    ] {
        let house = House::new();
        house.file("user/config.yaml", line);
        let error = house.load().expect_err(line);
        let told = house.told(&error, &Catalogue::new(Lang::En));
        assert!(told.contains(word) && told.contains("config.yaml"), "{told}");
    }
}

// Looks

fn table(name: &str) -> LookTable {
    looks::built_in(name).unwrap_or_else(|| panic!("{name} is built in"))
}

#[test]
fn shipped_looks_cover_every_role() {
    assert_eq!(
        Look::names(),
        ["colour-blind", "contrast", "dark", "default", "light", "mono"]
    );
    for name in Look::names() {
        let text = std::fs::read_to_string(
            Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("data/looks/{name}.yaml")),
        )
        .expect("the look's file");
        for role in Role::ALL {
            assert!(
                text.contains(&format!("\n  {}: {{", role.id())),
                "{name}: {}",
                role.id()
            );
        }
        for ascii in [false, true] {
            let look = Look::load(name, ascii, None).expect("it loads");
            assert_eq!(look.glyphs.ascii, ascii);
        }
    }
    assert!(table("mono").is_colourless());
    assert!(!table("default").is_colourless());
}

/// PuTTY, as it comes, shows bold black as grey: reversed letters on a colour could not be read.
#[test]
fn nothing_is_bold_and_reversed() {
    for name in Look::names() {
        for role in Role::ALL {
            let style = table(name).style(*role);
            assert!(!(style.bold && style.reverse), "{name}: {}", role.id());
        }
    }
}

#[test]
fn in_every_look_what_must_differ_differs() {
    for name in Look::names() {
        let t = table(name);
        for (a, b) in [
            (Role::Text, Role::Selected),
            (Role::Border, Role::BorderFocus),
            (Role::Received, Role::Accepted),
            (Role::Returned, Role::Accepted),
            (Role::Debt, Role::Accepted),
            (Role::Debt, Role::Awaiting),
            (Role::BarDone, Role::BarRest),
            (Role::Fresh, Role::Text),
            (Role::Match, Role::Text),
            (Role::Demo, Role::Header),
        ] {
            assert_ne!(t.style(a), t.style(b), "{name}: {} and {}", a.id(), b.id());
        }
    }
}

/// Relative luminance, WCAG 2.2.
fn luminance(colour: Colour) -> f64 {
    let Colour::Rgb(red, green, blue) = colour else {
        panic!("{colour:?} has no fixed luminance")
    };
    let part = |v: u8| {
        let v = f64::from(v) / 255.0;
        if v <= 0.04045 {
            v / 12.92
        } else {
            ((v + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue)
}

fn contrast(a: Colour, b: Colour) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn contrasts_are_what_the_looks_promise() {
    for role in Role::ALL {
        let s = table("contrast").style(*role);
        assert!(contrast(s.fg, s.bg) >= 7.0, "contrast: {}", role.id());
        assert!(!s.dim, "contrast: {}", role.id());
    }
}

#[test]
fn a_look_of_the_users_goes_before_ours() {
    let house = House::new();
    let dir = house.path("data");
    house.file(
        "data/looks/dawn.yaml",
        "schema: 1\nroles:\n  accepted: {fg: 208, bold: true}\n",
    );
    house.file(
        "data/looks/mono.yaml",
        "schema: 1\nroles:\n  title: {fg: '#ff8800'}\n",
    );
    house.file("data/looks/dusk.yaml", "schema: 1\nbase: mono\nroles: {}\n");
    let find = |name| looks::find(name, Some(&dir)).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(find("dawn").style(Role::Accepted).fg, Colour::Palette(208));
    assert_eq!(find("dawn").style(Role::Debt), table("default").style(Role::Debt));
    assert_eq!(find("mono").style(Role::Title).fg, Colour::Rgb(255, 136, 0));
    assert_eq!(find("mono").style(Role::Debt), table("mono").style(Role::Debt));
    assert_eq!(find("dusk"), table("mono"));
    assert_eq!(find("light"), table("light"));
    assert_eq!(
        looks::names_in(Some(&dir)),
        [
            "dark",
            "light",
            "default",
            "contrast",
            "colour-blind",
            "mono",
            "dawn",
            "dusk"
        ]
    );
    let outside = looks::find("../data/looks/dawn", Some(&dir)).expect_err("a name is no path");
    assert!(
        outside
            .sentence(&Catalogue::new(Lang::Vi))
            .contains("auto, dark, light, default, contrast, colour-blind, mono, dawn")
    );
}

#[test]
fn wrong_looks_are_told_in_both_languages() {
    let cases = [
        ("colour name", "schema: 1\nroles:\n  debt: {fg: rde}\n"),
        ("colour number", "schema: 1\nroles:\n  debt: {fg: 256}\n"),
        ("negative number", "schema: 1\nroles:\n  debt: {fg: -1}\n"),
        ("short hex", "schema: 1\nroles:\n  debt: {fg: '#ff00'}\n"),
        ("hex with a sign", "schema: 1\nroles:\n  debt: {fg: '#+f00ff'}\n"),
        (
            "hex that is a comment",
            "schema: 1\nroles:\n  debt:\n    fg: #ff0000\n",
        ),
        (
            "colour that is a list",
            "schema: 1\nroles:\n  debt: {fg: [255, 0, 0]}\n",
        ),
        ("unknown role", "schema: 1\nroles:\n  acepted: {fg: green}\n"),
        ("unknown weight", "schema: 1\nroles:\n  debt: {blod: true}\n"),
        ("weight that is no yes", "schema: 1\nroles:\n  debt: {bold: 1}\n"),
        ("double role", "schema: 1\nroles:\n  debt: {}\n  debt: {}\n"),
        ("schema", "schema: 2\nroles: {}\n"),
        ("base", "schema: 1\nbase: mno\nroles: {}\n"),
        ("nothing", ""),
    ];
    for lang in [Lang::Vi, Lang::En] {
        let cat = Catalogue::new(lang);
        let mut out = String::new();
        for (what, text) in cases {
            let house = House::new();
            house.file("looks/own.yaml", text);
            let found = Look::load("own", false, Some(house.folder.path()));
            let error = found.err().unwrap_or_else(|| panic!("accepted: {what}"));
            let told = error
                .render(&cat)
                .replace(&house.folder.path().display().to_string(), "DIR");
            let _ = writeln!(out, "## {what}\n{told}\n");
        }
        let error = Look::load("nmono", false, None).expect_err("unknown");
        let _ = writeln!(out, "## unknown look\n{}", error.render(&cat));
        insta::assert_snapshot!(format!("looks_{}", id(lang)), out);
    }
}

#[test]
fn the_server_of_reminders_is_checked_and_no_password_goes_over_an_open_line() {
    let house = House::new();
    house.file(
        "user/config.yaml",
        "remind:\n  server: Mail.Bo.Example.\n  user: donDoc\n  from: don-doc@bo.example\n  password_file: word\n",
    );
    let remind = house.settings().remind;
    assert_eq!(remind.server.as_deref(), Some("mail.bo.example"));
    assert_eq!(
        (remind.tls, remind.port(), remind.most),
        (Tls::StartTls, 587, 100)
    );
    assert_eq!((remind.step_seconds, remind.whole_seconds), (30, 120));
    assert_eq!(remind.ehlo(), Some("bo.example"));
    assert_eq!(remind.password_file, Some(house.path("user/word")));
    for (tls, port) in [("implicit", 465), ("none", 25)] {
        let house = House::new();
        house.file(
            "user/config.yaml",
            format!("remind: {{tls: {tls}, ehlo: 10.1.2.3}}\n"),
        );
        let remind = house.settings().remind;
        assert_eq!((remind.port(), remind.ehlo()), (port, Some("[10.1.2.3]")));
    }
    for (line, word) in [
        ("remind: {server: \"a b\"}\n", "remind.server"),
        ("remind: {port: 0}\n", "remind.port"),
        ("remind: {port: 65536}\n", "remind.port"),
        ("remind: {tls: maybe}\n", "remind.tls"),
        (
            "remind: {from: \"a@b.example\\r\\nBcc: c@d.example\"}\n",
            "remind.from",
        ),
        ("remind: {from: \"a@b.example, c@d.example\"}\n", "remind.from"),
        ("remind: {reply_to: nobody}\n", "remind.reply_to"),
        ("remind: {ehlo: \"a\\r\\nMAIL\"}\n", "remind.ehlo"),
        ("remind: {most: 0}\n", "remind.most"),
        ("remind: {step_seconds: 0}\n", "remind.step_seconds"),
        ("remind: {password: geheim}\n", "password"),
        // An account, and a line on which everybody would read its password.
        ("remind: {tls: none, user: a}\n", "remind.tls"),
        // Another machine, and a line that everybody could read.
        ("remind: {tls: none, server: mail.bo.example}\n", "remind.tls"),
        ("remind: {from: \"sở@bo.example\"}\n", "remind.from"),
    ] {
        let house = House::new();
        house.file("user/config.yaml", line);
        let error = house.load().expect_err(line);
        let told = house.told(&error, &Catalogue::new(Lang::En));
        assert!(told.contains(word), "{told}");
    }
}

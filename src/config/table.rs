//! The table of settings: what each is called where, what it is by default, what it may be, and what it does.
//!
//! It holds keys of the catalogue, never words in a language.

use crate::core::names::Lang;
use crate::text::catalogue::Catalogue;

/// One setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// The key in a file.
    pub key: &'static str,
    /// The flag, if there is one.
    pub flag: Option<&'static str>,
    /// The variable of the environment, if there is one.
    pub env: Option<&'static str>,
    /// What holds if nobody says anything, as it would be written.
    pub default: &'static str,
    /// What is accepted: a key of the catalogue, or the words themselves where they are the same in every language.
    pub words: &'static str,
    /// What it does: a key of the catalogue.
    pub about: &'static str,
}

impl Setting {
    /// What is accepted, in words.
    pub fn accepted(&self, cat: &Catalogue) -> String {
        if cat.has(self.words) {
            cat.tr(self.words).into_owned()
        } else {
            self.words.to_owned()
        }
    }
}

const fn row(
    (key, flag, env): (&'static str, Option<&'static str>, Option<&'static str>),
    default: &'static str,
    words: &'static str,
    about: &'static str,
) -> Setting {
    Setting {
        key,
        flag,
        env,
        default,
        words,
        about,
    }
}

const fn in_file(key: &'static str) -> (&'static str, Option<&'static str>, Option<&'static str>) {
    (key, None, None)
}

const BOOL: &str = "config-words_bool";
const NAME: &str = "config-words_name";

/// Every setting, in the order of the documentation.
pub const SETTINGS: &[Setting] = &[
    row(
        ("store", Some("--store"), Some("KETNOI_STORE")),
        "sqlite:DATA/ketnoi/ketnoi.db",
        "sqlite:PATH",
        "config-about_store",
    ),
    row(
        ("files", Some("--files"), Some("KETNOI_FILES")),
        "",
        "file:PATH, s3://BUCKET/PREFIX?region=…",
        "config-about_files",
    ),
    row(
        ("campaign", Some("--campaign"), Some("KETNOI_CAMPAIGN")),
        "",
        NAME,
        "config-about_campaign",
    ),
    row(
        ("lang", Some("--lang"), Some("KETNOI_LANG")),
        "LC_ALL, LC_MESSAGES, LANG; vi",
        "vi, en",
        "config-about_lang",
    ),
    row(
        ("theme", Some("--theme"), None),
        "auto",
        NAME,
        "config-about_theme",
    ),
    row(
        ("ascii", Some("--ascii"), None),
        "false",
        BOOL,
        "config-about_ascii",
    ),
    row(
        ("glyphs", Some("--glyphs"), Some("KETNOI_GLYPHS")),
        "auto",
        "auto, full, windows, ascii",
        "config-about_glyphs",
    ),
    row(
        ("no_color", Some("--no-color"), None),
        "false",
        BOOL,
        "config-about_no_color",
    ),
    row(
        in_file("ambiguous"),
        "narrow",
        "narrow, wide",
        "config-about_ambiguous",
    ),
    row(in_file("mouse"), "false", BOOL, "config-about_mouse"),
    row(in_file("seconds"), "true", BOOL, "config-about_seconds"),
    row(in_file("line"), "auto", "auto, fast, slow", "config-about_line"),
    row(
        in_file("console_font"),
        "false",
        BOOL,
        "config-about_console_font",
    ),
    row(
        in_file("evidence_limit"),
        "2 GiB",
        "config-words_size",
        "config-about_evidence_limit",
    ),
    row(
        in_file("put_minutes"),
        "120",
        "config-words_minutes",
        "config-about_put_minutes",
    ),
    row(
        in_file("put_stall_seconds"),
        "60",
        "config-words_seconds",
        "config-about_put_stall_seconds",
    ),
    row(
        in_file("put_at_once"),
        "4",
        "config-words_count",
        "config-about_put_at_once",
    ),
    row(
        in_file("put_daily"),
        "4 GiB",
        "config-words_size",
        "config-about_put_daily",
    ),
    row(
        in_file("disk_reserve"),
        "256 MiB, 2 %",
        "config-words_size",
        "config-about_disk_reserve",
    ),
    row(
        in_file("data_dir"),
        "DATA/ketnoi/data",
        "config-words_folder",
        "config-about_data_dir",
    ),
    row(
        in_file("log"),
        "STATE/ketnoi/ketnoi.log",
        "config-words_path",
        "config-about_log",
    ),
    row(in_file("keys"), "", "config-words_keys", "config-about_keys"),
    row(
        in_file("intake.sources"),
        "",
        "config-words_sources",
        "config-about_intake_sources",
    ),
    row(
        in_file("intake.own_domains"),
        "",
        "config-words_names",
        "config-about_intake_own_domains",
    ),
    row(
        in_file("intake.authserv_ids"),
        "",
        "config-words_names",
        "config-about_intake_authserv_ids",
    ),
    row(
        in_file("intake.receiving_hosts"),
        "",
        "config-words_names",
        "config-about_intake_receiving_hosts",
    ),
    row(
        in_file("intake.password_file"),
        "",
        "config-words_path",
        "config-about_intake_password_file",
    ),
    row(
        in_file("intake.ca_file"),
        "",
        "config-words_path",
        "config-about_intake_ca_file",
    ),
    row(
        in_file("intake.limits.message"),
        "100 MiB",
        "config-words_size",
        "config-about_intake_message",
    ),
    row(
        in_file("intake.limits.parts"),
        "2000",
        "config-words_whole",
        "config-about_intake_parts",
    ),
    row(
        in_file("intake.limits.depth"),
        "8",
        "config-words_whole",
        "config-about_intake_depth",
    ),
    row(
        in_file("intake.limits.header"),
        "256 KiB",
        "config-words_size",
        "config-about_intake_header",
    ),
    row(
        in_file("intake.limits.seconds"),
        "20",
        "config-words_seconds",
        "config-about_intake_seconds",
    ),
    row(
        in_file("remind.server"),
        "",
        "config-words_host",
        "config-about_remind_server",
    ),
    row(
        in_file("remind.port"),
        "587, 465, 25",
        "config-words_port",
        "config-about_remind_port",
    ),
    row(
        in_file("remind.tls"),
        "starttls",
        "config-words_tls",
        "config-about_remind_tls",
    ),
    row(
        in_file("remind.user"),
        "",
        "config-words_name",
        "config-about_remind_user",
    ),
    row(
        in_file("remind.password_file"),
        "",
        "config-words_path",
        "config-about_remind_password_file",
    ),
    row(
        in_file("remind.ca_file"),
        "",
        "config-words_path",
        "config-about_remind_ca_file",
    ),
    row(
        in_file("remind.from"),
        "",
        "config-words_address",
        "config-about_remind_from",
    ),
    row(
        in_file("remind.reply_to"),
        "",
        "config-words_address",
        "config-about_remind_reply_to",
    ),
    row(
        in_file("remind.ehlo"),
        "",
        "config-words_host",
        "config-about_remind_ehlo",
    ),
    row(
        in_file("remind.most"),
        "100",
        "config-words_most",
        "config-about_remind_most",
    ),
    row(
        in_file("remind.step_seconds"),
        "30",
        "config-words_step",
        "config-about_remind_step",
    ),
    row(
        in_file("remind.whole_seconds"),
        "120",
        "config-words_seconds",
        "config-about_remind_whole",
    ),
];

/// The setting of that key.
pub fn setting(key: &str) -> Option<&'static Setting> {
    SETTINGS.iter().find(|s| s.key == key)
}

/// The table as it stands in `docs/config.md`, in English.
pub fn docs_table() -> String {
    let cat = Catalogue::new(Lang::En);
    let code = |s: &str| {
        if s.is_empty() {
            "–".to_owned()
        } else {
            format!("`{s}`")
        }
    };
    let mut out = String::from("| key | flag | variable | default | accepted | what it does |\n");
    out.push_str("|---|---|---|---|---|---|\n");
    for s in SETTINGS {
        let words = s.accepted(&cat);
        out.push_str(&format!(
            "| `{}` | {} | {} | {} | {words} | {} |\n",
            s.key,
            code(s.flag.unwrap_or_default()),
            code(s.env.unwrap_or_default()),
            code(s.default),
            cat.tr(s.about),
        ));
    }
    out
}

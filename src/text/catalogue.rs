//! The catalogue: every sentence of ours, by key, in both languages.
//!
//! The texts are Fluent files compiled into the program. Parsing a thousand messages costs more than half a millisecond
//! on a cold start, and a screen uses a fraction of them, so nothing is parsed at the start: the build notes where each
//! message lies. A message without variables *is* its text and is handed out as a slice of the program itself; only a
//! message with variables goes through Fluent, and only when it is first used.
//!
//! Messages may not refer to each other (a test says so), because then each can be read alone.
//!
//! It must never know who asks or why; whoever asks passes a key and what the sentence needs.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::{FluentNumber, FluentNumberOptions};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::langid;

use super::numbers;
use super::sanitize::line;
use crate::core::names::Lang;

/// The Vietnamese file, as shipped.
pub const VI: &str = include_str!("../../data/text/vi.ftl");
/// The English file, as shipped.
pub const EN: &str = include_str!("../../data/text/en.ftl");

/// One value for a sentence.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg<'a> {
    /// Text, put in as it is. Text from outside must have been through [`super::sanitize`]. Years and other numbers
    /// that are names rather than amounts belong here, so that they are not grouped by thousands.
    Str(Cow<'a, str>),
    /// A whole amount: grouped by thousands, and chooses the plural.
    Int(i64),
    /// An amount with decimals, written with the language's decimal mark.
    Float(f64),
    /// A whole amount that chooses the plural. In the sentence stands the place of that number, between [`PLACE`], for
    /// whoever puts more there than words.
    Place(i64, usize),
}

/// What stands before and behind the number of an [`Arg::Place`]: no text that was cleaned holds these.
pub const PLACE: (char, char) = ('\u{1}', '\u{2}');

impl<'a> From<&'a str> for Arg<'a> {
    fn from(s: &'a str) -> Self {
        Self::Str(Cow::Borrowed(s))
    }
}
impl<'a> From<&'a String> for Arg<'a> {
    fn from(s: &'a String) -> Self {
        Self::Str(Cow::Borrowed(s))
    }
}
impl From<String> for Arg<'_> {
    fn from(s: String) -> Self {
        Self::Str(Cow::Owned(s))
    }
}
impl<'a> From<Cow<'a, str>> for Arg<'a> {
    fn from(s: Cow<'a, str>) -> Self {
        Self::Str(s)
    }
}
impl From<f64> for Arg<'_> {
    fn from(n: f64) -> Self {
        Self::Float(n)
    }
}
macro_rules! whole_arg {
    ($($t:ty),*) => {$(
        impl From<$t> for Arg<'_> {
            fn from(n: $t) -> Self {
                Self::Int(i64::try_from(n).unwrap_or(i64::MAX))
            }
        }
    )*};
}
whole_arg!(i64, i32, u64, u32, u16, u8, usize);

/// The words in the language that is being shown. Cheap to clone: clones share what has been read.
#[derive(Clone)]
pub struct Catalogue {
    lang: Lang,
    shelves: Arc<Shelves>,
    people: Arc<RwLock<People>>,
}

/// How people are called, by their accounts.
type People = BTreeMap<String, Named>;

/// How somebody is called.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Named {
    /// Family and given names, as they are written.
    pub name: String,
    /// Position; may be empty.
    pub title: String,
}

impl std::fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Catalogue")
            .field("lang", &self.lang)
            .finish_non_exhaustive()
    }
}

#[derive(Default)]
struct Shelves {
    vi: OnceLock<Shelf>,
    en: OnceLock<Shelf>,
}

impl Catalogue {
    /// The shipped words, in `lang`.
    pub fn new(lang: Lang) -> Self {
        Self {
            lang,
            shelves: Arc::default(),
            people: Arc::default(),
        }
    }

    /// The language now shown.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Shows another language from now on. It is read when its first word is asked for.
    pub fn set_lang(&mut self, lang: Lang) {
        self.lang = lang;
    }

    /// The same words in another language, for a document or a letter.
    #[must_use]
    pub fn in_lang(&self, lang: Lang) -> Self {
        Self {
            lang,
            shelves: Arc::clone(&self.shelves),
            people: Arc::clone(&self.people),
        }
    }

    /// Calls people by these names from now on, in every clone: a session stays for weeks while people come and go.
    pub fn name_people(&self, people: impl IntoIterator<Item = (String, Named)>) {
        let people = people.into_iter().collect();
        let mut known = self.people.write().unwrap_or_else(PoisonError::into_inner);
        if *known != people {
            *known = people;
        }
    }

    /// Somebody's name where it is known, else the account; safe to show.
    pub fn person(&self, account: &str) -> String {
        self.call(account, |named| named.name.clone())
    }

    /// The same with the title, for a sentence: `Nguyễn Thị Lan (Chuyên viên)`.
    pub fn person_titled(&self, account: &str) -> String {
        self.call(account, |named| match named.title.as_str() {
            "" => named.name.clone(),
            title => format!("{} ({title})", named.name),
        })
    }

    fn call(&self, account: &str, how: impl Fn(&Named) -> String) -> String {
        let known = self.people.read().unwrap_or_else(PoisonError::into_inner);
        let called = known.get(account).map(how);
        line(called.as_deref().unwrap_or(account)).into_owned()
    }

    /// The words of `key`; `⟨key⟩` where there are none (a test keeps that from happening).
    pub fn tr(&self, key: &str) -> Cow<'static, str> {
        self.shelf().say(key, &[])
    }

    /// The sentence of `key` with its variables filled in.
    pub fn tr_args(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.shelf().say(key, args).into_owned()
    }

    /// Whether there are words for `key`; for keys that are made from data.
    pub fn has(&self, key: &str) -> bool {
        self.shelf().find(key).is_some()
    }

    /// All keys, in no order.
    pub fn keys(&self) -> Vec<&'static str> {
        let shelf = self.shelf();
        let keys = shelf.rows.iter().map(|(k, n, ..)| slice(shelf.file, *k, *n));
        keys.collect()
    }

    fn shelf(&self) -> &Shelf {
        let s = &self.shelves;
        match self.lang {
            Lang::Vi => s.vi.get_or_init(|| Shelf::open(Lang::Vi)),
            Lang::En => s.en.get_or_init(|| Shelf::open(Lang::En)),
        }
    }
}

/// A message's place in its file: key, text or source, and whether it is the text itself. Offsets rather than slices,
/// so that the table needs no work when the program is loaded.
type Row = (u32, u16, u32, u16, bool);

#[expect(
    clippy::unreadable_literal,
    reason = "places in a file, written by the build and read by nobody"
)]
mod shipped {
    include!(concat!(env!("OUT_DIR"), "/texts.rs"));
}

/// One language: the shipped words, and the messages that Fluent has read so far.
struct Shelf {
    file: &'static str,
    /// Sorted by key.
    rows: &'static [Row],
    fluent: Mutex<FluentBundle<FluentResource>>,
}

#[derive(Clone, Copy)]
enum Message {
    /// The text itself, no variables in it.
    Plain(&'static str),
    /// The source of a message that Fluent must read.
    Source(&'static str),
}

fn slice(file: &'static str, at: u32, len: u16) -> &'static str {
    file.get(at as usize..at as usize + usize::from(len))
        .unwrap_or("")
}

impl Shelf {
    fn open(lang: Lang) -> Self {
        let (id, file, rows) = match lang {
            Lang::Vi => (langid!("vi"), VI, shipped::VI),
            Lang::En => (langid!("en"), EN, shipped::EN),
        };
        let mut fluent = FluentBundle::new_concurrent(vec![id]);
        fluent.set_use_isolating(false);
        fluent.set_formatter(Some(match lang {
            Lang::Vi => |v, _| write_number(Lang::Vi, v),
            Lang::En => |v, _| write_number(Lang::En, v),
        }));
        Self {
            file,
            rows,
            fluent: Mutex::new(fluent),
        }
    }

    fn find(&self, key: &str) -> Option<Message> {
        let at = self
            .rows
            .binary_search_by(|(k, n, ..)| slice(self.file, *k, *n).cmp(key))
            .ok()?;
        let (_, _, text, len, plain) = *self.rows.get(at)?;
        let words = slice(self.file, text, len);
        Some(if plain {
            Message::Plain(words)
        } else {
            Message::Source(words)
        })
    }

    fn say(&self, key: &str, args: &[(&str, Arg<'_>)]) -> Cow<'static, str> {
        match self.find(key) {
            Some(Message::Plain(text)) => Cow::Borrowed(text),
            Some(Message::Source(source)) => self
                .format(key, source, args)
                .map_or_else(|| Cow::Owned(format!("⟨{key}⟩")), Cow::Owned),
            None => Cow::Owned(format!("⟨{key}⟩")),
        }
    }

    fn format(&self, key: &str, source: &str, args: &[(&str, Arg<'_>)]) -> Option<String> {
        let mut fluent = self.fluent.lock().unwrap_or_else(PoisonError::into_inner);
        if !fluent.has_message(key) {
            let read = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(partial, _)| partial);
            fluent.add_resource_overriding(read);
        }
        let message = fluent.get_message(key)?;
        let mut given = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            given.set(*name, fluent_value(value));
        }
        let mut missing_variables = Vec::new(); // Fluent then writes `{$name}`, which is what we want to see
        Some(
            fluent
                .format_pattern(message.value()?, Some(&given), &mut missing_variables)
                .into_owned(),
        )
    }
}

fn fluent_value<'a>(arg: &'a Arg<'_>) -> FluentValue<'a> {
    match arg {
        Arg::Str(s) => FluentValue::String(Cow::Borrowed(s.as_ref())),
        Arg::Int(n) => FluentValue::from(*n),
        Arg::Float(n) => FluentValue::from(*n),
        Arg::Place(n, place) => {
            // Of a whole number this says nothing, and no plural hangs on it.
            let options = FluentNumberOptions {
                maximum_significant_digits: Some(*place),
                ..FluentNumberOptions::default()
            };
            FluentValue::Number(FluentNumber::new(*n as f64, options))
        }
    }
}

fn write_number(lang: Lang, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(FluentNumber { options, .. }) if options.maximum_significant_digits.is_some() => {
            let place = options.maximum_significant_digits?;
            Some(format!("{}{place}{}", PLACE.0, PLACE.1))
        }
        FluentValue::Number(FluentNumber { value, .. }) if value.fract() == 0.0 && value.abs() < 9e15 => {
            Some(numbers::whole(lang, *value as i64))
        }
        FluentValue::Number(FluentNumber { value, .. }) => Some(numbers::plain(lang, *value)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::ftl;
    use super::*;

    #[test]
    fn plain_words_are_the_files_own_bytes() {
        let cat = Catalogue::new(Lang::Vi);
        assert!(matches!(cat.tr("state-received"), Cow::Borrowed("Đã nhận")));
        assert_eq!(cat.in_lang(Lang::En).tr("state-received"), "Received");
    }

    #[test]
    fn sentences_are_filled_and_counted() {
        let mut cat = Catalogue::new(Lang::En);
        assert_eq!(cat.tr_args("term-days_left", &[("n", 1.into())]), "1 day left");
        assert_eq!(
            cat.tr_args("term-days_left", &[("n", 1234.into())]),
            "1,234 days left"
        );
        cat.set_lang(Lang::Vi);
        assert_eq!(
            cat.tr_args("term-days_left", &[("n", 1234.into())]),
            "còn 1.234 ngày"
        );
    }

    #[test]
    fn a_missing_key_is_shown_and_does_no_harm() {
        assert_eq!(Catalogue::new(Lang::Vi).tr("no-such-key"), "⟨no-such-key⟩");
        assert!(!Catalogue::new(Lang::Vi).has("no-such-key"));
    }

    #[test]
    fn the_quick_index_finds_what_fluent_finds() {
        for file in [VI, EN] {
            let read = FluentResource::try_new(file.to_owned())
                .map_err(|(_, e)| e)
                .expect("valid Fluent");
            let ours = ftl::messages(file);
            let theirs = read
                .entries()
                .filter(|e| format!("{e:?}").starts_with("Message"))
                .count();
            assert_eq!(ours.len(), theirs);
        }
    }
}

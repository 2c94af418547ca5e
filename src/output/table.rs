//! One table for whatever is listed: columns that say what they hold, rows, and no format. The terminal, CSV, JSON and
//! whatever comes after them walk the same one.
//!
//! ```text
//!   output::status, activities, queue… ──> Listing { schema, head, Table { columns, rows } }
//!                                             │ serde      ──> JSON: data as it is on record
//!                                             │ csv_…      ──> CSV: the same, under the same stable names
//!                                             └ headings, shown ──> people: headings and words of a language, cleaned
//! ```
//!
//! A column is data (a key and a kind, for programs), words (a heading, for people), or both. What people are shown in
//! other words than programs is a column of words beside the data. It must never know a terminal, a file, or a format.

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

use crate::text::dates::{date_full, date_in, full_time, time};
use crate::text::{Catalogue, line, numbers};

pub use super::value::Value;

/// What a column holds, and so how a cell of it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text as it came.
    Text,
    /// A code, whose leading zeros a spreadsheet must keep.
    Code,
    /// The stable id of a word; people see the message `family-id` of the catalogue.
    Word(&'static str),
    /// A whole number that counts little or names something: plain figures.
    Number,
    /// A whole number that may be large: people see thousands apart.
    Amount,
    /// A whole number with its sign, as text of ours (`-3`, `+1`), or a word of ours.
    Signed,
    /// A number with decimals.
    Decimal,
    /// A day.
    Date,
    /// A moment; people see the minute, and the year where it is not the campaign's.
    Moment,
    /// A moment of which the second and the year count.
    Instant,
    /// Yes or no.
    Yes,
    /// Several texts.
    List,
    /// Parts of its own, for programs.
    Fields,
}

type Data<'a, R> = dyn Fn(&R) -> Value<'a> + 'a;
type Words<'a, R> = dyn Fn(&Catalogue, &R) -> String + 'a;

/// How a column comes by its cells.
enum Get<'a, R> {
    Data(Box<Data<'a, R>>),
    Words(Box<Words<'a, R>>),
}

/// A column over rows of a kind.
pub struct Column<'a, R> {
    key: &'static str,
    kind: Kind,
    json: bool,
    csv: bool,
    /// Left out of a JSON object where there is nothing.
    optional: bool,
    heading: Option<&'static str>,
    place: Where,
    spare: Option<u8>,
    get: Get<'a, R>,
}

/// Where people are shown a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Where {
    Everywhere,
    /// Where there is little room: in a book it stands apart in several.
    Screen,
    /// In a file of its own, where it can be sorted and reckoned with.
    Book,
}

impl<'a, R> Column<'a, R> {
    /// Data for programs: in JSON and in CSV under this name.
    pub fn data<V: Into<Value<'a>>>(key: &'static str, kind: Kind, get: impl Fn(&R) -> V + 'a) -> Self {
        Self {
            key,
            kind,
            json: true,
            csv: true,
            optional: false,
            heading: None,
            place: Where::Everywhere,
            spare: None,
            get: Get::Data(Box::new(move |row| get(row).into())),
        }
    }

    /// Data for people alone, in a file of its own: what a screen tells in other words, or together with something else.
    pub fn book<V: Into<Value<'a>>>(
        name: &'static str,
        heading: &'static str,
        kind: Kind,
        get: impl Fn(&R) -> V + 'a,
    ) -> Self {
        Self {
            json: false,
            csv: false,
            ..Self::data(name, kind, get)
        }
        .headed(heading)
        .in_book()
    }

    /// Words for people under the heading of this message; they are cleaned here.
    pub fn words(heading: &'static str, get: impl Fn(&Catalogue, &R) -> String + 'a) -> Self {
        Self {
            key: heading,
            kind: Kind::Text,
            json: false,
            csv: false,
            optional: false,
            heading: Some(heading),
            place: Where::Everywhere,
            spare: None,
            get: Get::Words(Box::new(get)),
        }
    }

    /// The same, but not in CSV: a cell holds no parts.
    #[must_use]
    pub fn only_json(self) -> Self {
        Self { csv: false, ..self }
    }

    /// The same, but not in JSON, where it is a part of something.
    #[must_use]
    pub fn only_csv(self) -> Self {
        Self { json: false, ..self }
    }

    /// The same, left out of a JSON object where there is nothing.
    #[must_use]
    pub fn optional(self) -> Self {
        Self {
            optional: true,
            ..self
        }
    }

    /// The same, for people too, under the heading of this message.
    #[must_use]
    pub fn headed(self, heading: &'static str) -> Self {
        Self {
            heading: Some(heading),
            ..self
        }
    }

    /// The same, for people only in a file of its own; see [`Table::as_book`].
    #[must_use]
    pub fn in_book(self) -> Self {
        Self {
            place: Where::Book,
            ..self
        }
    }

    /// The same, for people only where there is no room for what it puts together.
    #[must_use]
    pub fn on_screen(self) -> Self {
        Self {
            place: Where::Screen,
            ..self
        }
    }

    /// The same; a narrow terminal can do without it, from the first to be spared (1) on.
    #[must_use]
    pub fn spare(self, turn: u8) -> Self {
        Self {
            spare: Some(turn),
            ..self
        }
    }

    /// What `--columns` calls it: the key of data; of words the message that heads them, without its family.
    pub fn name(&self) -> &'static str {
        match self.get {
            Get::Data(_) => self.key,
            Get::Words(_) => {
                let name = self.key.split_once('-').map_or(self.key, |(_, name)| name);
                name.strip_prefix("col_").unwrap_or(name)
            }
        }
    }

    /// Is it told to such a reader?
    fn is_for(&self, reader: Reader) -> bool {
        match reader {
            Reader::People => self.heading.is_some() && self.place != Where::Book,
            Reader::Book => self.heading.is_some() && self.place != Where::Screen,
            Reader::Spreadsheet => self.csv,
            Reader::Program => self.json,
        }
    }

    fn value(&self, row: &R) -> Value<'a> {
        match &self.get {
            Get::Data(get) => get(row),
            Get::Words(_) => Value::Nothing,
        }
    }
}

/// Who reads a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// In the words of a language, where there is little room.
    People,
    /// The same in a file of its own; see [`Table::as_book`].
    Book,
    /// Data in cells, under stable names.
    Spreadsheet,
    /// Data of any shape, under stable names.
    Program,
}

/// Rows under columns.
pub struct Table<'a, R> {
    /// The columns, in the order in which everybody is told them.
    pub columns: Vec<Column<'a, R>>,
    /// The rows, likewise.
    pub rows: Vec<R>,
    /// The campaign's year: days of it are told without it.
    pub year: i32,
}

impl<'a, R> Table<'a, R> {
    /// The names of the columns that such a reader is told.
    pub fn names(&self, reader: Reader) -> Vec<&'static str> {
        let told = self.columns.iter().filter(|c| c.is_for(reader));
        told.map(Column::name).collect()
    }

    /// Keeps of the columns that such a reader is told those of these names, in this order. A book takes those of a screen too,
    /// where somebody names them.
    ///
    /// # Errors
    /// The first name that is none of theirs; nothing has been changed then.
    pub fn keep<'n>(&mut self, reader: Reader, names: &[&'n str]) -> Result<(), &'n str> {
        let readers = match reader {
            Reader::Book => [Reader::Book, Reader::People],
            other => [other; 2],
        };
        let known = readers.map(|reader| self.names(reader)).concat();
        if let Some(unknown) = names.iter().find(|n| !known.contains(n)) {
            return Err(unknown);
        }
        let mut all: Vec<Option<Column<'a, R>>> =
            std::mem::take(&mut self.columns).into_iter().map(Some).collect();
        for name in names {
            let called = |c: &Option<Column<'a, R>>, reader| {
                c.as_ref().is_some_and(|c| c.is_for(reader) && c.name() == *name)
            };
            let found = readers
                .into_iter()
                .find_map(|reader| all.iter().position(|c| called(c, reader)));
            let found = found.and_then(|at| all.get_mut(at)?.take());
            self.columns.extend(found.map(|column| Column {
                place: Where::Everywhere,
                ..column
            }));
        }
        Ok(())
    }

    /// One row for people, cell by cell as [`Table::headings`] has them: numbers, days and moments as such, everything else in
    /// words; each with its kind.
    pub fn typed_row(&self, cat: &Catalogue, row: &R) -> Vec<(Kind, Value<'a>)> {
        let cell = |column: &Column<'a, R>| match &column.get {
            Get::Words(get) => Value::from(get(cat, row)),
            Get::Data(get) => match get(row) {
                value @ (Value::Nothing
                | Value::Whole(_)
                | Value::Decimal(_)
                | Value::Date(_)
                | Value::Moment(..)) => value,
                Value::Text(text) if !matches!(column.kind, Kind::Word(_)) => Value::Text(text),
                value => told(cat, column.kind, &value, self.year).into(),
            },
        };
        self.for_people().map(|c| (c.kind, cell(c))).collect()
    }

    fn for_people(&self) -> impl Iterator<Item = &Column<'a, R>> {
        self.columns.iter().filter(|c| c.is_for(Reader::People))
    }

    /// The same for people who get it as a file of its own: there is room for every column, and each holds one thing, so that
    /// it can be sorted, filtered and reckoned with.
    #[must_use]
    pub fn as_book(mut self) -> Self {
        for column in &mut self.columns {
            match column.place {
                Where::Everywhere => {}
                Where::Screen => column.heading = None,
                Where::Book => column.place = Where::Everywhere,
            }
        }
        self
    }

    fn for_csv(&self) -> impl Iterator<Item = &Column<'a, R>> {
        self.columns.iter().filter(|c| c.csv)
    }

    /// The headings of [`Table::shown`].
    pub fn headings(&self, cat: &Catalogue) -> Vec<String> {
        let keys = self.for_people().filter_map(|c| c.heading);
        keys.map(|key| cat.tr(key).into_owned()).collect()
    }

    /// The rows in the words of a language; fit for a terminal.
    pub fn shown(&self, cat: &Catalogue) -> Vec<Vec<String>> {
        self.rows.iter().map(|row| self.shown_row(cat, row)).collect()
    }

    /// One row of the same.
    pub fn shown_row(&self, cat: &Catalogue, row: &R) -> Vec<String> {
        let cell = |column: &Column<'a, R>| match &column.get {
            Get::Words(get) => line(&get(cat, row)).into_owned(),
            Get::Data(get) => told(cat, column.kind, &get(row), self.year),
        };
        self.for_people().map(cell).collect()
    }

    /// The columns that a narrow terminal can do without, by their places in [`Table::headings`], the least needed first.
    pub fn spare(&self) -> Vec<usize> {
        let places = self.for_people().enumerate();
        let mut spare: Vec<(u8, usize)> = places.filter_map(|(n, c)| Some((c.spare?, n))).collect();
        spare.sort_unstable();
        spare.into_iter().map(|(_, n)| n).collect()
    }

    /// The names of the columns of CSV, and what they hold.
    pub fn csv_columns(&self) -> Vec<(&'static str, Kind)> {
        self.for_csv().map(|c| (c.key, c.kind)).collect()
    }

    /// A row of CSV, cell by cell as [`Table::csv_columns`] has them; text as it came.
    pub fn csv_row(&self, row: &R) -> Vec<Value<'a>> {
        self.for_csv().map(|c| c.value(row)).collect()
    }
}

impl<R> std::fmt::Debug for Table<'_, R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let keys: Vec<&str> = self.columns.iter().map(|c| c.key).collect();
        f.debug_struct("Table")
            .field("columns", &keys)
            .field("rows", &self.rows.len())
            .finish_non_exhaustive()
    }
}

/// A list of objects: what programs are told, under the same names as in CSV.
impl<R> Serialize for Table<'_, R> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let mut list = s.serialize_seq(Some(self.rows.len()))?;
        for row in &self.rows {
            let cells = self.columns.iter().filter(|c| c.json);
            let cells = cells.map(|c| (c, c.value(row)));
            let told = cells.filter(|(c, value)| !(c.optional && *value == Value::Nothing));
            list.serialize_element(&Value::Fields(told.map(|(c, value)| (c.key, value)).collect()))?;
        }
        list.end()
    }
}

/// A table as a document of its own: the name of its schema, what is said once, and the rows under their name.
pub struct Listing<'a, R> {
    /// `ketnoi.status/1` and the like.
    pub schema: &'static str,
    /// What is said once, in this order.
    pub head: Vec<(&'static str, Value<'a>)>,
    /// What the rows are called.
    pub name: &'static str,
    /// The rows.
    pub table: Table<'a, R>,
}

impl<R> Serialize for Listing<'_, R> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let mut map = s.serialize_map(None)?;
        map.serialize_entry("schema", self.schema)?;
        for (key, value) in &self.head {
            map.serialize_entry(key, value)?;
        }
        map.serialize_entry(self.name, &self.table)?;
        map.end()
    }
}

/// A cell as people read it.
fn told(cat: &Catalogue, kind: Kind, value: &Value<'_>, year: i32) -> String {
    match value {
        Value::Nothing => String::new(),
        Value::Text(text) => match kind {
            Kind::Word(family) => cat.tr(&format!("{family}-{text}")).into_owned(),
            _ => line(text).into_owned(),
        },
        Value::Whole(n) if kind == Kind::Amount => numbers::whole(cat.lang(), *n),
        Value::Whole(n) => n.to_string(),
        Value::Decimal(n) => numbers::plain(cat.lang(), *n),
        Value::Date(date) => date_full(*date),
        Value::Moment(at, zone) if kind == Kind::Instant => full_time(*zone, *at),
        Value::Moment(at, zone) => format!("{} {}", date_in(year, zone.date(*at)), time(*zone, *at)),
        Value::Yes(yes) => if *yes { "√" } else { "" }.to_owned(),
        Value::List(list) => joined(list.iter().map(|v| told(cat, Kind::Text, v, year))),
        Value::Fields(fields) => joined(fields.iter().map(|(_, v)| told(cat, Kind::Text, v, year))),
    }
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    let parts: Vec<String> = parts.filter(|p| !p.is_empty()).collect();
    parts.join(", ")
}

impl Kind {
    /// Can a column of this kind hold it?
    pub fn holds(self, value: &Value<'_>) -> bool {
        match value {
            Value::Nothing => true,
            Value::Text(_) => matches!(self, Self::Text | Self::Code | Self::Signed | Self::Word(_)),
            Value::Whole(_) => matches!(self, Self::Number | Self::Amount),
            Value::Decimal(_) => self == Self::Decimal,
            Value::Date(_) => self == Self::Date,
            Value::Moment(..) => matches!(self, Self::Moment | Self::Instant),
            Value::Yes(_) => self == Self::Yes,
            Value::List(_) => matches!(self, Self::List | Self::Fields),
            Value::Fields(_) => self == Self::Fields,
        }
    }
}

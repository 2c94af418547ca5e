//! What a list is on its way into a file of this machine: the name that is proposed for it, where that lies, and the list.
//!
//! It must never know what is listed, nor who writes it.

use std::path::PathBuf;

use crate::attach;
use crate::core::names::CmdId;
use crate::core::time::Date;
use crate::listout::{Format, Page};
use crate::outfile::Guard;
use crate::pdfout::Office;
use crate::text::fold;
use crate::tui::mailing::Mailing;
use crate::tui::workbench::Foundry;

/// Where somebody's files lie, and what of them is never written.
#[derive(Debug, Clone, Default)]
pub struct Ground {
    /// The home, which `~/` in a path stands for.
    pub home: Option<PathBuf>,
    /// What no file is written over.
    pub guard: Guard,
    /// In whose name letters go out, and by which server.
    pub mailing: Mailing,
    /// What campaigns are set up with.
    pub foundry: Foundry,
    /// What makes PDFs, where it is installed.
    pub office: Option<Office>,
}

impl Ground {
    /// The path that somebody typed. Where there is no home, what would lie in it goes into the current folder.
    pub fn path(&self, typed: &str) -> PathBuf {
        let typed = typed.trim();
        let typed = match &self.home {
            None => typed.strip_prefix("~/").unwrap_or(typed),
            Some(_) => typed,
        };
        attach::typed_path(typed, self.home.as_deref())
    }
}

/// A list on its way into a file. Like a command it has an id, by which its answer finds the form that it came from.
#[derive(Debug, Clone, PartialEq)]
pub struct Leaving {
    /// The id.
    pub cmd: CmdId,
    /// The path, as it was typed.
    pub path: String,
    /// What is written.
    pub page: Page,
}

/// The name that is proposed for a list's file: in the home, what is listed and the day in letters that every system takes.
pub fn proposed(words: &str, day: Date, format: Format) -> String {
    proposed_as(words, day, format.ending())
}

/// The same for a file with another ending.
pub fn proposed_as(words: &str, day: Date, ending: &str) -> String {
    format!("~/{}-{day}.{ending}", plain(words))
}

/// The folder that is proposed for files: in the home, what they are in letters that every system takes.
pub fn proposed_folder(words: &str) -> String {
    format!("~/{}", plain(words))
}

fn plain(words: &str) -> String {
    let folded = fold::folded(words);
    let parts = folded.split(|c: char| !c.is_ascii_alphanumeric());
    let parts: Vec<&str> = parts.filter(|p| !p.is_empty()).collect();
    parts.join("-")
}

/// The format of which a path ends, if it ends as that of some format does.
pub fn format_of(path: &str) -> Option<Format> {
    let (_, ending) = path.trim_end().rsplit_once('.')?;
    let is_it = |f: &Format| f.ending().eq_ignore_ascii_case(ending);
    Format::ALL.into_iter().find(is_it)
}

/// The same path for another format, where it ends as that of some format does.
pub fn ending_as(path: &str, format: Format) -> Option<String> {
    format_of(path).filter(|known| *known != format)?;
    let (stem, _) = path.rsplit_once('.')?;
    Some(format!("{stem}.{}", format.ending()))
}

/// The same path with a number before its ending.
pub fn numbered(path: &str, n: usize) -> String {
    match path.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && !ending.contains('/') => format!("{stem}-{n}.{ending}"),
        _ => format!("{path}-{n}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Ground, ending_as, format_of, numbered, proposed};
    use crate::core::time::Date;
    use crate::listout::Format;
    use std::path::{Path, PathBuf};

    #[test]
    fn a_name_is_proposed_that_every_system_takes() {
        let day = Date::from_ymd_opt(2020, 5, 28).expect("a day");
        assert_eq!(
            proposed("Việc chờ · Đà Nẵng", day, Format::Xlsx),
            "~/viec-cho-da-nang-2020-05-28.xlsx"
        );
        assert_eq!(proposed("Queue", day, Format::Md), "~/queue-2020-05-28.md");
    }

    #[test]
    fn an_ending_follows_its_format_and_a_number_stands_before_it() {
        assert_eq!(ending_as("~/a.xlsx", Format::Csv).as_deref(), Some("~/a.csv"));
        assert_eq!(ending_as("a.b.md", Format::Xlsx).as_deref(), Some("a.b.xlsx"));
        assert_eq!(ending_as("~/a.txt", Format::Csv), None);
        assert_eq!(ending_as("~/a", Format::Csv), None);
        assert_eq!(ending_as("~/A.CSV", Format::Csv), None, "it is one already");
        assert_eq!(format_of("~/A.CSV "), Some(Format::Csv));
        assert_eq!(numbered("~/a.xlsx", 2), "~/a-2.xlsx");
        assert_eq!(numbered("a.d/b", 3), "a.d/b-3");
        assert_eq!(numbered(".hidden", 2), ".hidden-2");
    }

    #[test]
    fn without_a_home_a_list_goes_into_the_current_folder() {
        let mut ground = Ground::default();
        assert_eq!(ground.path(" ~/a.csv "), Path::new("a.csv"));
        ground.home = Some(PathBuf::from("/home/lan"));
        assert_eq!(ground.path("~/a.csv"), Path::new("/home/lan/a.csv"));
        assert_eq!(ground.path("b.csv"), Path::new("b.csv"));
    }
}

//! The clerk's part of the words of letters: which letters have what is typed, and what changed from one version of a report
//! to the next. What is at hand is told at once; what was not read yet is read meanwhile, and then it is told again.
//!
//! It must never know what is on the screen.

use crate::core::names::LetterId;
use crate::intake::{About, Compared, Finder, Found, compare};
use crate::jail::Jail;
use crate::ledger::{Ledger, LedgerError};
use crate::tui::clerk::Clerk;
use crate::tui::letters::{Hit, Sought};
use crate::tui::librarian::Librarian;
use crate::tui::msg::Answer;

/// So many letters are read before it is told anew what there is to find.
const TOGETHER: usize = 32;
/// So many that were found are shown; whoever looks for one types one more word.
const SHOWN_MOST: usize = 200;

/// What the clerk holds of the words of letters.
#[derive(Default)]
pub(super) struct Library {
    jail: Option<Jail>,
    finder: Option<Finder>,
    librarian: Option<Librarian>,
    /// Letters are with the librarian.
    busy: bool,
    /// How often words had gone from the record when they were given.
    anew: u64,
    /// What is looked for now.
    sought: Option<String>,
    /// What is compared, where letters of it were not read yet.
    about: Option<About>,
}

impl Library {
    /// The store may be another one, or words went from it.
    pub(super) fn forget(&mut self) {
        *self = Self {
            jail: self.jail.take(),
            sought: self.sought.take(),
            ..Self::default()
        };
    }
}

impl Clerk {
    /// The same with a jail, in which the words of attachments are read.
    #[must_use]
    pub fn reading(mut self, jail: Option<Jail>) -> Self {
        self.library.jail = jail;
        self
    }

    /// The jail, for whoever else has a stranger's file looked into.
    pub(super) fn jail(&self) -> Option<Jail> {
        self.library.jail.clone()
    }

    /// Tells which letters have these words, now and whenever more was read, until something else is looked for.
    pub(super) fn seek(&mut self, typed: String) -> Vec<Answer> {
        let is_some = typed.chars().any(char::is_alphanumeric);
        self.library.sought = is_some.then(|| typed.clone());
        if !is_some {
            return vec![Answer::Sought(Box::new(Sought {
                typed,
                ..Sought::default()
            }))];
        }
        self.told_again(true, false)
    }

    /// Tells what changed; where words are missing, now and once more when they were read.
    pub(super) fn compare(&mut self, about: About) -> Vec<Answer> {
        self.library.about = Some(about);
        self.told_again(false, true)
    }

    /// Hears what the librarian has read.
    pub(super) fn hear_librarian(&mut self) -> Vec<Answer> {
        let mut any = false;
        while let Some(read) = self.library.librarian.as_ref().and_then(Librarian::heard) {
            self.library.busy = false;
            any = true;
            // Words that have gone meanwhile do not come back: what was read then is read anew.
            let now = self.letters.catch_up(&self.ledger).map(|house| house.made_anew());
            let as_then = now.is_ok_and(|now| now == self.library.anew);
            // An index that cannot be written to is told where it is looked into.
            if let Some(finder) = self.library.finder.as_mut().filter(|_| as_then) {
                let _unkept = finder.keep(read);
            }
        }
        if any {
            self.told_again(true, true)
        } else {
            Vec::new()
        }
    }

    fn told_again(&mut self, sought: bool, about: bool) -> Vec<Answer> {
        let asked = self.library.about.clone().filter(|_| about);
        let mut compared = asked.as_ref().map(|asked| self.compared(asked));
        let mut last = None;
        // With a librarian it goes once round; without one everything is read here, and told once.
        loop {
            let unread = match &compared {
                Some(Ok(compared)) => compared.unread.clone(),
                Some(Err(_)) | None => Vec::new(),
            };
            let left = match self.read_on(&unread) {
                Ok(left) => left,
                Err(error) => {
                    self.library.forget();
                    return vec![self.unanswered(&error)];
                }
            };
            if self.library.busy || left == 0 || last == Some(left) {
                break;
            }
            last = Some(left);
            compared = asked.as_ref().map(|asked| self.compared(asked));
        }
        let mut answers = Vec::new();
        if let Some(typed) = self.library.sought.clone().filter(|_| sought) {
            match self.sought(typed) {
                Ok(sought) => answers.push(Answer::Sought(Box::new(sought))),
                Err(error) => answers.push(self.unanswered(&error)),
            }
        }
        if let (Some(asked), Some(compared)) = (asked, compared) {
            let compared = compared.map_err(|error| self.sentence(&error));
            // What lacks nothing is not told again.
            if compared.as_ref().map_or(true, |c| c.unread.is_empty()) {
                self.library.about = None;
            }
            answers.push(Answer::Compared(asked, Box::new(compared)));
        }
        answers
    }

    /// The letters with these words, as far as they were read.
    fn sought(&mut self, typed: String) -> Result<Sought, LedgerError> {
        let finder = finder_of(&mut self.library, &self.ledger)?;
        let house = self.letters.catch_up(&self.ledger)?;
        let found = finder.find(house, &self.ledger, &typed)?;
        let left = if self.library.busy {
            finder_of(&mut self.library, &self.ledger)?
                .unread(house, &self.ledger, None, 0)?
                .1
        } else {
            0
        };
        let more = found.len().saturating_sub(SHOWN_MOST);
        let found: Vec<Found> = found.into_iter().take(SHOWN_MOST).collect();
        let ids: Vec<LetterId> = found.iter().map(|f| f.letter.clone()).collect();
        let items = self.letters.items(&self.ledger, &ids)?;
        let hits = found.into_iter().filter_map(|f| {
            let item = items.iter().find(|item| *item.id() == f.letter)?.clone();
            let part = f.part.and_then(|place| item.entry.parts.get(place as usize));
            Some(Hit {
                part: part.map(|p| p.name.clone()),
                excerpt: f.excerpt,
                item,
            })
        });
        Ok(Sought {
            typed,
            hits: hits.collect(),
            more,
            left,
        })
    }

    fn compared(&mut self, about: &About) -> Result<Compared, LedgerError> {
        let finder = finder_of(&mut self.library, &self.ledger)?;
        let house = self.letters.catch_up(&self.ledger)?;
        compare(house, &mut self.ledger, finder, about)
    }

    /// Has letters read that are wanted and were not read yet, those of what is compared first; gives how many are left that
    /// nobody is reading.
    fn read_on(&mut self, of_versions: &[LetterId]) -> Result<usize, LedgerError> {
        if self.library.busy {
            return Ok(0);
        }
        let only = (!of_versions.is_empty()).then_some(of_versions);
        if only.is_none() && self.library.sought.is_none() {
            return Ok(0);
        }
        let finder = finder_of(&mut self.library, &self.ledger)?;
        let house = self.letters.catch_up(&self.ledger)?;
        let (some, left) = finder.unread(house, &self.ledger, only, TOGETHER)?;
        if some.is_empty() {
            return Ok(0);
        }
        let here = some.len() + left;
        let anew = house.made_anew();
        let lector = finder.lector();
        let librarian = match (self.library.librarian.take(), self.door.clone()) {
            (Some(librarian), _) => Some(librarian),
            (None, Some(door)) => Librarian::hire(lector, door).ok(),
            (None, None) => None,
        };
        if let Some(librarian) = librarian {
            self.library.anew = anew;
            self.library.busy = librarian.give(some);
            self.library.librarian = Some(librarian).filter(|_| self.library.busy);
            return Ok(0);
        }
        // Nobody else to be had: it takes its time here.
        finder_of(&mut self.library, &self.ledger)?.read(&some)?;
        Ok(here)
    }
}

fn finder_of<'a>(library: &'a mut Library, ledger: &Ledger) -> Result<&'a mut Finder, LedgerError> {
    let finder = match library.finder.take() {
        Some(finder) => finder,
        None => Finder::open(ledger, library.jail.clone())?,
    };
    Ok(library.finder.insert(finder))
}

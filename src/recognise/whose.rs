//! What speaks for a unit, and where it stands. A name alone says nothing; its place decides.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::core::campaign::Campaign;
use crate::core::letter::{PartKind, Reason};
use crate::core::names::UnitIx;
use crate::core::time::Date;
use crate::mail::{Address, Auth};

use super::names::{Named, Names, Of};
use super::page::Page;
use super::rules::Rules;
use super::seen::{Hint, Seen};
use super::voice::Voice;
use super::words::{Word, said, words};

/// So many words before “of the department” what is sent is named.
const HANDS_OVER_WITHIN: usize = 14;
/// So many lines at the end of a letter are its signature, where nothing says that it begins.
const SIGNATURE_LINES: usize = 5;

/// What was found of whose a letter is.
#[derive(Debug, Clone, Default)]
pub(super) struct Whose {
    /// What speaks for and against units.
    pub reasons: Vec<Reason>,
    /// A department that is asked names itself.
    pub is_department: bool,
    /// A sender that is proven false, or a form made for somebody else.
    pub contradicts: bool,
    /// Its own places name more units than can be meant: one name of several units.
    pub is_several: bool,
}

/// Looks for what speaks for units of a campaign.
pub(super) struct Search<'a> {
    pub rules: &'a Rules,
    pub campaign: &'a Campaign,
    pub names: &'a Names,
    pub asked: Vec<usize>,
    pub day: Date,
    pub hints: Vec<&'a Hint>,
    pub found: Whose,
}

impl Search<'_> {
    /// Goes through everything.
    pub fn run(mut self, seen: &Seen<'_>, voice: &Voice, pages: &[Page<'_>]) -> Whose {
        self.form(seen);
        for page in pages.iter().filter(|p| !p.is_ministry) {
            self.letterhead(page);
            self.self_named("self-named", page.title, true);
            self.self_named("self-named", page.below, false);
        }
        let (body, signature) = self.signature(&voice.body);
        self.self_named("self-named", body, false);
        self.self_named("signature", signature, true);
        self.other_body(signature);
        self.subject(&voice.subject);
        self.sender(seen, voice);
        self.files(seen, voice);
        self.found
    }

    fn say(&mut self, id: &str, unit: Option<UnitIx>, what: &str) {
        let unit = unit.map(|ix| self.campaign.code(ix));
        let weight = self.rules.weight(id);
        self.put(id, unit, weight, what);
    }

    /// Once for each unit and rule: what is said twice is no truer.
    fn put(&mut self, id: &str, unit: Option<crate::core::names::UnitCode>, weight: i32, what: &str) {
        let known = self.found.reasons.iter().any(|r| r.id == id && r.unit == unit);
        if !known {
            self.found.reasons.push(Reason {
                id: id.to_owned(),
                unit,
                weight,
                what: what.trim().to_owned(),
            });
        }
    }

    /// A name speaks for each unit that it can mean; that it is a former one, or a later, is said beside.
    fn named(&mut self, id: &str, named: &Named<'_>, what: &str) {
        let (name, several) = (named.name, named.name.units.len() > 1);
        for ix in name.units.clone() {
            self.say(id, Some(ix), what);
            let beside = match name.of {
                Of::Unit => continue,
                Of::Former => "former-name",
                Of::Later(_) => "later-name",
            };
            let code = self.campaign.code(ix);
            self.put(beside, Some(code), 0, &name.text);
        }
        self.found.is_several |= several;
    }

    fn form(&mut self, seen: &Seen<'_>) {
        if let Some(form) = &seen.form {
            let known = self.campaign.roster().by_code(form.unit.as_str()).is_some();
            if known && form.campaign == *self.campaign.id() {
                let weight = self.rules.weight("form");
                self.put("form", Some(form.unit.clone()), weight, form.unit.as_str());
                self.found.is_department = true;
            } else {
                self.found.contradicts = true;
                self.put(
                    "form-elsewhere",
                    None,
                    0,
                    &format!("{} {}", form.campaign, form.unit),
                );
            }
        }
        if let Some((_, unit)) = &seen.answers
            && self.campaign.roster().by_code(unit.as_str()).is_some()
        {
            let weight = self.rules.weight("answers-ours");
            self.put("answers-ours", Some(unit.clone()), weight, unit.as_str());
            self.found.is_department = true;
        }
    }

    /// A department of the kind that is asked; or of a kind that it was, or became.
    fn department(&mut self, words: &[Word<'_>], at: usize) -> Option<usize> {
        let hit = self.rules.terms.departments.at(words, at)?;
        let dept = self.rules.file.departments.get(hit.id)?;
        if !self.asked.contains(&hit.id) {
            return None;
        }
        let now = self.day;
        if dept.until.is_some_and(|until| until < now) {
            self.put("former-department", None, 0, &dept.name);
        }
        Some(hit.to)
    }

    fn letterhead(&mut self, page: &Page<'_>) {
        let head = &page.head;
        let before = self.found.reasons.len();
        let mut department = None;
        for at in 0..head.len() {
            if let Some(to) = self.department(head, at) {
                department.get_or_insert_with(|| said(head, at, to));
                // “Tỉnh X” above the department without the committee, or behind it.
                if let Some(named) = self.names.at(head, to, self.day) {
                    self.head_name(&named, &said(head, at, named.to));
                }
                let above = (at.saturating_sub(7)..at).find_map(|from| {
                    let named = self.names.at(head, from, self.day)?;
                    (named.to == at && named.with_kind).then_some(named)
                });
                if let Some(named) = above {
                    self.head_name(&named, &said(head, named.from, to));
                }
            }
            if let Some(hit) = self.rules.terms.committee.at(head, at)
                && self.rules.terms.other_bodies.at(head, at).is_none()
                && let Some(named) = self.names.at(head, hit.to, self.day)
                && !is_shielded(&named, false)
            {
                self.head_name(&named, &said(head, at, named.to));
            }
        }
        let is_department = department.is_some();
        self.found.is_department |= is_department;
        match (department, self.rules.terms.other_bodies.first_in(head)) {
            (Some(what), _) => self.head_department(before, &what),
            (None, Some(hit)) => {
                self.say(
                    "other-body",
                    None,
                    &said(head, hit.from, (hit.to + 3).min(head.len())),
                );
            }
            (None, None) => {}
        }
        let named = self.found.reasons.iter().any(|r| r.id == "letterhead");
        if let Some((place, what)) = page.place.as_ref().filter(|_| named || is_department) {
            for ix in &place.units {
                self.say("date-line", Some(*ix), what);
            }
        }
    }

    fn head_name(&mut self, named: &Named<'_>, what: &str) {
        if named.is_city_below {
            self.say("other-body", None, what);
        } else {
            self.named("letterhead", named, what);
        }
    }

    /// The department stands in the same head as the name.
    fn head_department(&mut self, before: usize, what: &str) {
        let new = self.found.reasons.get(before..).unwrap_or_default();
        let units: Vec<_> = new
            .iter()
            .filter(|r| r.id == "letterhead")
            .filter_map(|r| r.unit.clone())
            .collect();
        let weight = self.rules.weight("letterhead-department");
        for unit in units {
            self.put("letterhead-department", Some(unit), weight, what);
        }
    }

    /// “Sở … tỉnh X” where it speaks of itself. `of_itself`: in such a place everybody does.
    fn self_named(&mut self, id: &str, text: &str, of_itself: bool) {
        let all = words(text);
        let asides = self.asides(text);
        for at in 0..all.len() {
            let Some(to) = self.department(&all, at) else {
                continue;
            };
            let named = self.names.at(&all, to, self.day);
            let end = named.map_or(to, |n| n.to);
            let start = all.get(at).map_or(0, |w| w.at);
            if asides.iter().any(|aside| aside.contains(&start)) {
                // “Thực hiện công văn …, Sở … báo cáo”: behind the comma it is the sender that does something.
                let before = text.get(..start).map(str::trim_end).unwrap_or_default();
                let does = self.rules.terms.deeds.at(&all, end).is_some();
                if !(before.ends_with(',') && does) {
                    continue;
                }
            }
            let terms = &self.rules.terms;
            let is_own = of_itself || terms.own.before(&all, at).is_some() || hands_over(&all, at);
            if !is_own && terms.others.before(&all, at).is_some() {
                continue;
            }
            self.found.is_department = true;
            if let Some(named) = named {
                self.named(id, &named, &said(&all, at, named.to));
            }
        }
    }

    /// The paragraphs that speak of others: to whom it goes, on what it rests, where they live.
    fn asides(&self, text: &str) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        let (mut offset, mut aside) = (0, false);
        for line in text.split_inclusive('\n') {
            let range = offset..offset + line.len();
            offset = range.end;
            let line = line.trim();
            let all = words(line);
            let begins = (0..all.len().min(2)).any(|at| self.rules.terms.aside.at(&all, at).is_some());
            aside = begins || (aside && !line.is_empty());
            if aside {
                found.push(range);
            }
            // A paragraph ends with its sentence; a list of addressees goes on.
            aside &= !line.ends_with('.');
        }
        found
    }

    /// The words of a letter, and its signature.
    fn signature<'a>(&self, text: &'a str) -> (&'a str, &'a str) {
        let mut offset = 0;
        let lines: Vec<(usize, &str)> = text
            .split_inclusive('\n')
            .map(|line| {
                let from = offset;
                offset += line.len();
                (from, line.trim())
            })
            .filter(|(_, line)| !line.is_empty())
            .collect();
        let closes = |(_, line): &(usize, &str)| {
            let all = words(line);
            *line == "--" || (all.len() <= 6 && self.rules.terms.closing.at(&all, 0).is_some())
        };
        let closing = lines.iter().rposition(closes);
        let at = closing.unwrap_or_else(|| lines.len().saturating_sub(SIGNATURE_LINES).max(1));
        let at = lines.get(at).map_or(text.len(), |(from, _)| *from);
        text.split_at(at)
    }

    fn other_body(&mut self, text: &str) {
        let all = words(text);
        let is_ours = (0..all.len()).any(|at| self.department(&all, at).is_some());
        if let Some(hit) = self.rules.terms.other_bodies.first_in(&all).filter(|_| !is_ours) {
            self.say(
                "other-body",
                None,
                &said(&all, hit.from, (hit.to + 3).min(all.len())),
            );
        }
    }

    fn subject(&mut self, subject: &str) {
        let all = words(subject);
        let mut from = 0;
        while from < all.len() {
            let department = self.department(&all, from);
            let at = department.unwrap_or(from);
            self.found.is_department |= department.is_some();
            match self.names.at(&all, at, self.day) {
                Some(named) if !is_shielded(&named, department.is_some()) && !named.is_city_below => {
                    let id = if department.is_some() {
                        "subject-named"
                    } else {
                        "subject-name"
                    };
                    self.named(id, &named, &said(&all, from, named.to));
                    from = named.to;
                }
                _ => from = at.max(from + 1),
            }
        }
    }

    fn sender(&mut self, seen: &Seen<'_>, voice: &Voice) {
        for from in &voice.from {
            self.domain(seen, voice, from);
            let all = words(&from.name);
            let id = if voice.through.is_some() {
                "forwarded-name"
            } else {
                "sender-name"
            };
            for at in 0..all.len() {
                if let Some(to) = self.department(&all, at)
                    && let Some(named) = self.names.at(&all, to, self.day)
                {
                    self.named(id, &named, &said(&all, at, named.to));
                }
            }
            self.other_body(&from.name);
            let mail = from.mail.to_lowercase();
            let hints = self.hints.iter().filter(|h| h.sender == mail);
            for hint in hints.copied().collect::<Vec<_>>() {
                if let Some(ix) = self.campaign.roster().by_code(hint.unit.as_str()) {
                    self.say("hint", Some(ix), &mail);
                }
            }
        }
    }

    /// A domain proves a province at most, and not which body of it.
    fn domain(&mut self, seen: &Seen<'_>, voice: &Voice, from: &Address) {
        let domain = from.domain();
        let campaign = self.campaign;
        let all = campaign.def().mail_domains.iter();
        let mut hits = all.flat_map(|(code, domains)| domains.iter().map(move |d| (code, d)));
        let hit = hits.find_map(|(code, base)| {
            let front = domain.strip_suffix(base.as_str())?;
            (front.is_empty() || front.ends_with('.')).then_some((code, front))
        });
        let Some((code, front)) = hit else { return };
        let Some(ix) = self.campaign.roster().by_code(code) else {
            return;
        };
        match (voice.through.is_some(), seen.auth) {
            (true, _) => self.say("forwarded-domain", Some(ix), &domain),
            (false, Auth::Passed) => self.say("sender-proven", Some(ix), &domain),
            (false, Auth::Unverified) => self.say("sender-domain", Some(ix), &domain),
            (false, Auth::Failed) => {
                self.found.contradicts = true;
                self.say("sender-failed", Some(ix), &domain);
            }
        }
        let departments = self
            .asked
            .iter()
            .filter_map(|n| self.rules.file.departments.get(*n));
        let hosts: BTreeSet<&str> = departments
            .flat_map(|d| d.hosts.iter().map(String::as_str))
            .collect();
        let neutral = &self.rules.file.neutral_hosts;
        let front = front.split('.').filter(|host| !host.is_empty());
        let foreign = front.filter(|h| !hosts.contains(h) && !neutral.iter().any(|n| n == h));
        if !self.asked.is_empty() && foreign.count() > 0 {
            self.say("other-body", None, &domain);
        }
    }

    fn files(&mut self, seen: &Seen<'_>, voice: &Voice) {
        let parts = voice.parts.iter().filter_map(|at| seen.mail.parts.get(*at));
        let named = parts.filter(|p| matches!(p.part.kind, PartKind::Document | PartKind::Archive));
        for part in named {
            let stem = part.part.name.replace('_', " ");
            let all = words(&stem);
            for at in 0..all.len() {
                let behind = self.rules.terms.departments.before(&all, at).is_some();
                if let Some(named) = self.names.at(&all, at, self.day)
                    && !is_shielded(&named, behind)
                {
                    self.named("file-name", &named, &part.part.name);
                }
            }
        }
    }
}

/// “Gửi thêm mấy tấm ảnh của Sở …”: what somebody sends is whose it says it is.
fn hands_over(words: &[Word<'_>], at: usize) -> bool {
    let is = |n: usize, word: &str| words.get(n).is_some_and(|w| w.folded == word);
    let line = words.get(at).map(|w| w.line);
    let near = at.saturating_sub(HANDS_OVER_WITHIN)..at.saturating_sub(1);
    at > 0
        && is(at - 1, "cua")
        && near
            .into_iter()
            .any(|n| is(n, "gui") && words.get(n).map(|w| w.line) == line)
}

/// A name that is also a word or somebody’s needs something before it that says it is a place.
fn is_shielded(named: &Named<'_>, behind_department: bool) -> bool {
    named.name.ambiguous && !named.with_kind && !behind_department
}

//! How mailboxes are doing: `ketnoi.inbox_status/1`.
//!
//! `reading` is `well`, `troubled` (it could not be read when it was last asked; `trouble` says why) or `still` (nobody has asked it
//! for longer than was said). `left` counts what lies in it and is not taken in. `waiting` letters wait for a person, the first
//! `since` then.

use crate::core::campaign::Campaign;
use crate::core::house::Counts;
use crate::core::mailboxes::{MailboxHealth, Reading};
use crate::core::time::{Stamp, Zone};
use crate::text::dates::span;
use crate::text::{Catalogue, line};

use super::table::{Column, Kind, Listing, Table};

/// `ketnoi.inbox_status/1`.
pub fn document<'a>(
    campaign: &'a Campaign,
    all: Vec<MailboxHealth>,
    counts: &Counts,
    since: Option<Stamp>,
    (now, zone): (Stamp, Zone),
) -> Listing<'a, MailboxHealth> {
    type Of<'a> = Column<'a, MailboxHealth>;
    let columns = vec![
        Of::data("name", Kind::Text, |m| m.name.clone()).headed("heading-mailbox"),
        Of::data("reading", Kind::Text, move |m| m.reading(now).id()),
        Of::words("heading-reading", move |cat, m| reading(cat, m, now)),
        Of::data("tried", Kind::Moment, move |m| (m.tried, zone))
            .headed("heading-tried")
            .in_book(),
        Of::data("read", Kind::Moment, move |m| m.read.map(|at| (at, zone))).headed("heading-read"),
        Of::data("trouble", Kind::Text, |m| m.trouble.clone()),
        Of::data("left", Kind::Amount, |m| m.left)
            .headed("heading-left")
            .spare(1),
    ];
    Listing {
        schema: "ketnoi.inbox_status/1",
        head: vec![
            ("waiting", (counts.set_aside + counts.new).into()),
            ("since", since.map(|at| (at, zone)).into()),
            ("failed", counts.failed.into()),
        ],
        name: "mailboxes",
        table: Table {
            columns,
            rows: all,
            year: campaign.def().year(),
        },
    }
}

/// How a mailbox is doing, in a few words.
pub fn reading(cat: &Catalogue, m: &MailboxHealth, now: Stamp) -> String {
    let trouble = m.trouble.as_deref().map(|id| {
        let key = format!("mailbox_trouble-{id}");
        if cat.has(&key) {
            cat.tr(&key).into_owned()
        } else {
            line(id).into_owned()
        }
    });
    match m.reading(now) {
        Reading::Still => {
            let args = [("span", span(cat, now.0 - m.tried.0).into())];
            cat.tr_args("mailbox_reading-still", &args)
        }
        Reading::Troubled => trouble.unwrap_or_default(),
        Reading::Well => trouble.unwrap_or_else(|| cat.tr("mailbox_reading-well").into_owned()),
    }
}

/// One sentence about a mailbox that something is wrong with, for desk and wall.
pub fn alarm(cat: &Catalogue, m: &MailboxHealth, now: Stamp) -> String {
    let args = [
        ("mailbox", line(&m.name).into_owned().into()),
        ("what", reading(cat, m, now).into()),
    ];
    cat.tr_args("words-mailbox_alarm", &args)
}

/// What waits for a person, and since when.
pub fn waiting(cat: &Catalogue, counts: &Counts, since: Option<Stamp>, now: Stamp) -> String {
    let n = counts.set_aside + counts.new;
    match since {
        Some(since) if n > 0 => {
            let args = [("n", n.into()), ("span", span(cat, now.0 - since.0).into())];
            cat.tr_args("words-letters_wait", &args)
        }
        _ => cat.tr("words-letters_wait_none").into_owned(),
    }
}

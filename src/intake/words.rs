//! The words of a letter's attachments, and what lies in its archives, as far as readers of strangers' files get.
//!
//! It must never know what the words mean.

use std::time::{Duration, Instant};

use super::archives;

use crate::core::letter::PartKind;
use crate::extract::{Lacking, Reader};
use crate::mail::{self, Limits, Mail, flag};
use crate::recognise::PartText;

/// So many bytes of words are read for recognition: two pages.
const FIRST: usize = 12_000;
/// Of more attachments than this the words are not read: a letter has one report, and perhaps its annexes.
const MOST: usize = 40;

/// Unpacks the archives in a letter and reads the first words of its documents, within its time; what was noticed goes onto the parts.
pub(super) fn read(reader: &mut Reader, mail: &mut Mail, limits: &Limits) -> Vec<PartText> {
    let until = Instant::now() + Duration::from_secs(limits.seconds);
    archives::open(reader, mail, limits, until);
    let mut texts = Vec::new();
    for (at, part) in mail.parts.iter_mut().enumerate() {
        if part.part.kind != PartKind::Document || texts.len() >= MOST || Instant::now() >= until {
            continue;
        }
        let told = reader.text(&part.bytes, &part.part.media, FIRST);
        let (text, flags) = match told {
            Ok(told) => (told.text, told.flags),
            // That there was no process says nothing about the file.
            Err(Lacking::NoProcess) => continue,
            Err(lacking) => (String::new(), vec![lacking.flag().to_owned()]),
        };
        // That there was more than two pages is nothing to be told, nor twice that there is a signature.
        let signed = part.part.flags.iter().any(|f| f == flag::SIGNATURE_NOT_CHECKED);
        let said = |f: &String| f == "cut" || signed && f == "signature";
        add(&mut part.part.flags, flags.into_iter().filter(|f| !said(f)));
        let meant = mail::of_old_fonts(&text);
        if meant.is_some() {
            add(&mut part.part.flags, [flag::OTHER_CHARSET.to_owned()]);
        }
        let text = meant.unwrap_or(text);
        if !text.trim().is_empty() {
            texts.push(PartText { part: at, text });
        }
    }
    texts
}

fn add(to: &mut Vec<String>, flags: impl IntoIterator<Item = String>) {
    for flag in flags {
        if !to.contains(&flag) {
            to.push(flag);
        }
    }
}

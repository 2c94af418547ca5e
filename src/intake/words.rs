//! The words of a letter's attachments, and what lies in its archives, as far as readers of strangers' files get.
//!
//! It must never know what the words mean.

use std::time::{Duration, Instant};

use crate::core::letter::PartKind;
use crate::extract::{Lacking, Reader};
use crate::mail::{self, Limits, Mail};
use crate::recognise::PartText;

/// So many bytes of words are read for recognition: two pages.
const FIRST: usize = 12_000;
/// Of more attachments than this the words are not read: a letter has one report, and perhaps its annexes.
const MOST: usize = 40;

/// A PDF that carries a signature is told so once, whoever noticed it.
const SIGNED: [&str; 2] = ["signature", "signature-not-checked"];

/// Unpacks what lies in the archives of a letter, and in those in them, as deep as the limits say; then reads the first words
/// of its documents. All of it within its time; what was noticed goes onto the parts.
pub(super) fn read(reader: &mut Reader, mail: &mut Mail, limits: &Limits) -> Vec<PartText> {
    let until = Instant::now() + Duration::from_secs(limits.seconds);
    unpack(reader, mail, limits, until);
    texts(reader, mail, until)
}

fn unpack(reader: &mut Reader, mail: &mut Mail, limits: &Limits, until: Instant) {
    let mut at = 0;
    // What is unpacked comes behind, and may hold archives itself.
    while let Some(part) = mail.parts.get_mut(at) {
        if part.part.kind == PartKind::Archive && Instant::now() < until {
            match reader.unpack(&part.bytes, &part.part.media) {
                Ok(entries) => {
                    let entries = entries.into_iter();
                    let entries = entries.map(|e| (e.name, e.bytes.unwrap_or_default(), e.flags));
                    mail::add_entries(mail, at, entries.collect(), limits);
                }
                // That there was no process says nothing about the file.
                Err(Lacking::NoProcess) => {}
                Err(lacking) => note(&mut part.part.flags, lacking.flag()),
            }
        }
        at += 1;
    }
}

fn note(flags: &mut Vec<String>, flag: &str) {
    let is_there = |f: &String| f == flag || SIGNED.contains(&flag) && SIGNED.contains(&f.as_str());
    if !flags.iter().any(is_there) {
        flags.push(flag.to_owned());
    }
}

fn texts(reader: &mut Reader, mail: &mut Mail, until: Instant) -> Vec<PartText> {
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
        // That there was more than two pages is nothing to be told.
        for flag in flags.iter().filter(|f| *f != "cut") {
            note(&mut part.part.flags, flag);
        }
        if !text.trim().is_empty() {
            texts.push(PartText { part: at, text });
        }
    }
    texts
}

//! The words of a letter's attachments, and what lies in its archives, as far as readers of strangers' files get.
//!
//! It must never know what the words mean.

use std::time::{Duration, Instant};

use crate::core::letter::PartKind;
use crate::extract::{Lacking, Reader};
use crate::mail::Mail;
use crate::recognise::PartText;

/// So many bytes of words are read for recognition: two pages.
const FIRST: usize = 12_000;
/// Of more attachments than this the words are not read: a letter has one report, and perhaps its annexes.
const MOST: usize = 40;

/// Reads the first words of the documents in a letter, within its time; what was noticed goes onto the parts.
pub(super) fn read(reader: &mut Reader, mail: &mut Mail, time: Duration) -> Vec<PartText> {
    let until = Instant::now() + time;
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
        for flag in flags.into_iter().filter(|f| f != "cut") {
            if !part.part.flags.contains(&flag) {
                part.part.flags.push(flag);
            }
        }
        if !text.trim().is_empty() {
            texts.push(PartText { part: at, text });
        }
    }
    texts
}

//! The words of a letter's attachments, and what lies in its archives, as far as readers of strangers' files get.
//!
//! It must never know what the words mean.

use std::time::{Duration, Instant};

use crate::core::letter::PartKind;
use crate::extract::{Lacking, Reader};
use crate::mail::{self, Limits, Mail, flag};
use crate::recognise::PartText;

/// So many bytes of words are read for recognition: two pages.
const FIRST: usize = 12_000;
/// Of more attachments than this the words are not read: a letter has one report, and perhaps its annexes.
const MOST: usize = 40;

/// Unpacks what is packed and reads the first words of the documents in a letter, within its time; what was noticed goes onto
/// the parts.
pub(super) fn read(reader: &mut Reader, mail: &mut Mail, limits: &Limits) -> Vec<PartText> {
    let until = Instant::now() + Duration::from_secs(limits.seconds);
    unpack(reader, mail, limits, until);
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
        if !text.trim().is_empty() {
            texts.push(PartText { part: at, text });
        }
    }
    texts
}

/// Puts what lies in the archives of a letter beside its other parts, archives in archives too. Of one that is not unpacked
/// it is said why.
fn unpack(reader: &mut Reader, mail: &mut Mail, limits: &Limits, until: Instant) {
    let mut at = 0;
    // The list grows while it is gone through: what comes out of an archive stands behind it.
    while let Some(part) = mail.parts.get_mut(at) {
        let is_packed = part.part.kind == PartKind::Archive
            && ["application/zip", "application/ms-tnef"].contains(&part.part.media.as_str())
            && !part.part.flags.iter().any(|f| f == flag::TOO_DEEP)
            && Instant::now() < until;
        if is_packed {
            match reader.unpack(&part.bytes, &part.part.media) {
                Ok(entries) => {
                    let (whole, not): (Vec<_>, Vec<_>) = entries.into_iter().partition(|e| e.bytes.is_some());
                    add(&mut part.part.flags, not.into_iter().flat_map(|e| e.flags));
                    let files = whole
                        .into_iter()
                        .filter_map(|e| Some((e.name, e.bytes?, e.flags)))
                        .collect();
                    mail::add_entries(mail, at, files, limits);
                }
                Err(lacking) => add(&mut part.part.flags, [lacking.flag().to_owned()]),
            }
        }
        at += 1;
    }
}

fn add(to: &mut Vec<String>, flags: impl IntoIterator<Item = String>) {
    for flag in flags {
        if !to.contains(&flag) {
            to.push(flag);
        }
    }
}

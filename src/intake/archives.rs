//! What lies in the archives of a letter becomes parts of it, archives in archives too, as deep as the limits go.
//!
//! It must never look into an archive itself: that is done in the jail.

use std::time::Instant;

use crate::core::letter::PartKind;
use crate::extract::{Lacking, Reader};
use crate::mail::{self, Limits, Mail};

/// Of an archive: together with the others it holds more than a letter may.
const TOO_LARGE: &str = "too-large";

/// Unpacks the archives of a letter, until then; what could not be unpacked is said of the archive.
pub(super) fn open(reader: &mut Reader, mail: &mut Mail, limits: &Limits, until: Instant) {
    let mut left = limits.message;
    let mut at = 0;
    // What is unpacked comes behind, and is looked at in its turn.
    while let Some(part) = mail.parts.get(at) {
        let is_one =
            part.part.kind == PartKind::Archive && !part.part.flags.iter().any(|f| f == mail::flag::TOO_DEEP);
        if is_one && Instant::now() < until {
            let mut flags: Vec<String> = Vec::new();
            let mut given = Vec::new();
            match reader.unpack(&part.bytes, &part.part.media) {
                Ok(entries) => {
                    for entry in entries {
                        let size = entry.bytes.as_ref().map_or(0, |b| b.len() as u64);
                        match entry.bytes {
                            Some(bytes) if size <= left => {
                                left -= size;
                                let name = if entry.name.is_empty() {
                                    unpacked_name(&part.part.name)
                                } else {
                                    entry.name
                                };
                                given.push((name, bytes, entry.flags));
                            }
                            Some(_) => flags.push(TOO_LARGE.to_owned()),
                            None => flags.extend(entry.flags),
                        }
                    }
                }
                // Without a process nothing is known.
                Err(Lacking::NoProcess) => {}
                // A letter in this one and what is signed were taken apart already.
                Err(Lacking::Unknown) if has_parts(mail, at) => {}
                Err(lacking) => flags.push(lacking.flag().to_owned()),
            }
            if !given.is_empty() {
                mail::add_entries(mail, at, given, limits);
            }
            if let Some(part) = mail.parts.get_mut(at) {
                for flag in flags {
                    if !part.part.flags.contains(&flag) {
                        part.part.flags.push(flag);
                    }
                }
            }
        }
        at += 1;
    }
}

/// What a file is called that was packed without its name, by the name of what it was packed into.
fn unpacked_name(packed: &str) -> String {
    let (stem, ending) = packed.rsplit_once('.').unwrap_or((packed, ""));
    match ending.to_lowercase().as_str() {
        "gz" | "z" => stem.to_owned(),
        _ => String::new(),
    }
}

/// Has something been found inside this part?
fn has_parts(mail: &Mail, at: usize) -> bool {
    let inside = |outer: u32| outer as usize == at;
    mail.parts.iter().any(|p| p.part.inside.is_some_and(inside))
}

//! The mail servers that letters come from: how the line to each is guarded. Nobody says who they are, and no letter is
//! asked for.
//!
//! It must never know how a line is guarded.

use super::round::{Grade, Round};
use crate::failure;
use crate::mailbox::{self, Access, Guarded, MailboxError};

/// Notes each mail server of the settings.
pub(super) fn look(r: &mut Round<'_>) {
    let intake = &r.s.settings.intake;
    let access = Access {
        ca_file: intake.ca_file.clone(),
        ..Access::default()
    };
    let tried: Vec<_> = intake
        .sources
        .iter()
        .filter_map(|source| mailbox::guarded(source, &access))
        .collect();
    for tried in tried {
        match tried {
            Ok((name, guarded)) => {
                let how = r.word(match guarded {
                    Guarded::Tls => "doctor-mailbox_tls",
                    Guarded::StartTls => "doctor-mailbox_starttls",
                    Guarded::Here => "doctor-mailbox_here",
                });
                r.note("mailbox_line", Grade::Ok, format!("{name}: {how}"));
            }
            Err(why) => {
                // A server may be away for an hour; anything else stays wrong until somebody mends it.
                let away = matches!(
                    &why,
                    MailboxError::Server {
                        what: "unreachable",
                        ..
                    }
                );
                let grade = if away { Grade::Warn } else { Grade::Bad };
                let said = failure::mailbox_error(&r.s.cat, &why);
                r.note("mailbox_line", grade, said);
            }
        }
    }
}

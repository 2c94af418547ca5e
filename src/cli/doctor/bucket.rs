//! The place of files that do not lie beside the store, as it was tried out.
//!
//! It must never know how it was tried.

use super::round::{Grade, Round};
use crate::failure;
use crate::store::{Sign, Step, Trial};

/// A server whose clock is further off takes no request soon.
const SKEW_WARN: i64 = 60 * 1_000;
/// Servers take none beyond a quarter of an hour.
const SKEW_BAD: i64 = 10 * 60 * 1_000;

/// Notes what is said of it; whatever else an engine says is none of this.
pub(super) fn note(r: &mut Round<'_>, sign: Sign) {
    match sign {
        Sign::Files { name, server } => r.note("files", Grade::Ok, format!("{name} ({server})")),
        Sign::Trial(step, trial) => tried(r, step, &trial),
        Sign::Skew(ms) => {
            let grade = match ms.abs() {
                0..SKEW_WARN => Grade::Ok,
                SKEW_WARN..SKEW_BAD => Grade::Warn,
                _ => Grade::Bad,
            };
            let seconds = format!("{:+}", (ms as f64 / 1_000.0).round());
            let found =
                r.s.cat
                    .tr_args("doctor-files_clock", &[("seconds", seconds.into())]);
            r.note("files_clock", grade, found);
        }
        Sign::Versions(keeps) => {
            let key = if keeps {
                "doctor-files_versions"
            } else {
                "doctor-files_no_versions"
            };
            let found = r.word(key);
            r.note("files_versions", Grade::Ok, found);
        }
        _ => {}
    }
}

fn tried(r: &mut Round<'_>, step: Step, trial: &Trial) {
    let what = r.word(&format!("files_step-{}", step.id()));
    match trial {
        Trial::Good(time) => r.note(
            "files_trial",
            Grade::Ok,
            format!("{what}: {} ms", time.as_millis()),
        ),
        // What it does not check we check ourselves when a file is read.
        Trial::Otherwise if step == Step::WrongSum => {
            let mend = r.word("doctor-mend_files_unchecked");
            r.note_with(
                "files_trial",
                Grade::Warn,
                r.word("doctor-files_unchecked"),
                &mend,
            );
        }
        Trial::Otherwise => r.note("files_trial", Grade::Bad, format!("{what}: ≠")),
        Trial::Failed(why) => {
            let why = failure::store_error(&r.s.cat, why);
            r.note("files_trial", Grade::Bad, format!("{what}: {why}"));
        }
    }
}

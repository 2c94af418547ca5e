//! A server that keeps the facts: what it says about itself.
//!
//! It must never know how the server was asked.

use super::round::{Grade, Round};
use crate::store::ServerSign;
use crate::text::line;

/// A clock that is further off than this gives facts other times than people have.
const CLOCK_OFF: i64 = 2_000;
/// A key that waits for longer than this on the way alone is felt.
const SLOW: u128 = 50;

/// Notes what a server says.
pub(super) fn note(r: &mut Round<'_>, sign: ServerSign) {
    let graded = |fine: bool, other: Grade| if fine { Grade::Ok } else { other };
    match sign {
        ServerSign::Version(words) => r.note("server", Grade::Ok, line(&words)),
        ServerSign::Standby => {
            let found = r.word("doctor-server_standby");
            r.note("server_writes", Grade::Warn, found);
        }
        ServerSign::Closed => {
            let found = r.word("doctor-server_closed");
            r.note("server_writes", Grade::Warn, found);
        }
        ServerSign::Setting { name, value, fine } => {
            // Without checksums rot in the server's pages is found when a fact is read, and not before.
            let other = if name == "data_checksums" {
                Grade::Warn
            } else {
                Grade::Bad
            };
            let found = format!("{name} = {}", line(&value));
            r.note("server_setting", graded(fine, other), found);
        }
        ServerSign::Copies { confirmed, all } => {
            let args = [("confirmed", confirmed.into()), ("all", all.into())];
            let found = r.s.cat.tr_args("doctor-server_copies", &args);
            r.note("server_copies", Grade::Ok, found);
        }
        ServerSign::Trip { trip, laid } => {
            let ms = |d: std::time::Duration| format!("{:.1}", d.as_secs_f64() * 1_000.0);
            let args = [("trip", ms(trip).into()), ("laid", ms(laid).into())];
            let found = r.s.cat.tr_args("doctor-server_trip", &args);
            r.note("server_trip", graded(trip.as_millis() < SLOW, Grade::Warn), found);
        }
        ServerSign::Clock(ahead) => {
            let args = [("ms", ahead.to_string().into())];
            let found = r.s.cat.tr_args("doctor-server_clock", &args);
            r.note(
                "server_clock",
                graded(ahead.abs() <= CLOCK_OFF, Grade::Warn),
                found,
            );
        }
        ServerSign::Encrypted { is, needed } => {
            let key = match (is, needed) {
                (true, _) => "doctor-server_encrypted",
                (false, false) => "doctor-server_here",
                (false, true) => "doctor-server_bare",
            };
            let found = r.word(key);
            r.note("server_line", graded(is || !needed, Grade::Warn), found);
        }
        ServerSign::Rights {
            owner,
            writes,
            reads,
            made,
        } => {
            let key = match (owner, writes, reads) {
                (true, _, _) => "doctor-server_owner",
                (false, true, _) => "doctor-server_writer",
                (false, false, true) => "doctor-server_reader",
                (false, false, false) => "doctor-server_nobody",
            };
            let found = r.word(key);
            let grade = graded(owner || writes || reads && made, Grade::Bad);
            r.note("server_rights", grade, found);
        }
    }
}

//! When a letter was received (decision 22): by the own mail server, as far as that can be told.
//!
//! It must never believe what a sender claims.

use crate::core::letter::ReceivedBy;
use crate::core::time::Stamp;
use crate::mail::{self, Mail};
use crate::mailbox::Item;

/// The moment, and who says so. What would lie in the future was said by a clock that is wrong: then the next in line is
/// asked.
pub(super) fn received(
    item: &Item,
    mail: Option<&Mail>,
    hosts: &[String],
    now: Stamp,
) -> (Stamp, ReceivedBy) {
    let of = |by: ReceivedBy| item.received.filter(|(_, said)| *said == by);
    let header = || Some((mail::received(mail?, hosts)?, ReceivedBy::ReceivedHeader));
    let can_be = |(at, _): &(Stamp, ReceivedBy)| *at <= now;
    of(ReceivedBy::Internaldate)
        .filter(can_be)
        .or_else(|| header().filter(can_be))
        .or_else(|| of(ReceivedBy::File).filter(can_be))
        .unwrap_or((now, ReceivedBy::Sweep))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::Limits;

    fn at(s: &str) -> Stamp {
        Stamp::parse_rfc3339(s).expect("a moment")
    }

    #[test]
    fn the_own_server_is_believed_and_the_future_is_not() {
        let letter = b"Received: from x by mx.bo.example; Tue, 2 Jun 2020 15:10:22 +0700\r\n\
                       Date: Mon, 1 Jun 2020 01:00:00 +0700\r\nFrom: a@b.example\r\n\r\nx\r\n";
        let mail = mail::read(letter, &Limits::default()).expect("a letter");
        let hosts = ["mx.bo.example".to_owned()];
        let (server, file) = (at("2020-06-02T15:10:30+07:00"), at("2020-06-03T00:00:00+07:00"));
        let header = at("2020-06-02T15:10:22+07:00");
        let now = at("2020-06-04T00:00:00+07:00");
        let item = |received| Item {
            id: String::new(),
            mark: String::new(),
            size: None,
            received,
        };
        let told = |received, mail: Option<&Mail>, hosts: &[String], now| {
            super::received(&item(received), mail, hosts, now)
        };
        let internal = Some((server, ReceivedBy::Internaldate));
        let by_file = Some((file, ReceivedBy::File));
        assert_eq!(
            told(internal, Some(&mail), &hosts, now),
            (server, ReceivedBy::Internaldate)
        );
        assert_eq!(
            told(by_file, Some(&mail), &hosts, now),
            (header, ReceivedBy::ReceivedHeader)
        );
        assert_eq!(told(by_file, Some(&mail), &[], now), (file, ReceivedBy::File));
        assert_eq!(told(None, Some(&mail), &[], now), (now, ReceivedBy::Sweep));
        // A clock that was set back, ours or theirs.
        let early = at("2020-06-02T15:10:25+07:00");
        assert_eq!(
            told(internal, Some(&mail), &hosts, early),
            (header, ReceivedBy::ReceivedHeader)
        );
        let earlier = at("2020-01-01T00:00:00+07:00");
        assert_eq!(
            told(by_file, Some(&mail), &hosts, earlier),
            (earlier, ReceivedBy::Sweep)
        );
    }
}

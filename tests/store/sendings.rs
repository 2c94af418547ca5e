//! Messages in hand: of several senders one has a message, nobody is waited for for ever, and what may have left is never
//! claimed again by itself.

use ketnoi::core::names::{CampaignId, UnitCode};
use ketnoi::core::time::{Date, MINUTE, Stamp};
use ketnoi::store::{Claimant, Claimed, InHand, Phase, Sending, Site, Store};

use crate::sites::sites;

const MAI: &str = "mai@so.example";

fn stream() -> CampaignId {
    CampaignId::from("wtisd-2020")
}

fn sending(unit: &str, step: &str) -> Sending {
    Sending {
        unit: UnitCode::from(unit),
        address: MAI.to_owned(),
        step: step.to_owned(),
        day: "2020-05-28".parse::<Date>().expect("a day"),
        daily: true,
    }
}

fn at(minute: i64) -> Stamp {
    Stamp(1_590_000_000_000 + minute * MINUTE)
}

/// A claim of two minutes, from this minute on.
fn claim(store: &mut dyn Store, message: &[Sending], token: &str, minute: i64, waits: bool) -> Claimed {
    let by = Claimant {
        token,
        message_id: token,
        now: at(minute),
        until: at(minute + 2),
        waits,
    };
    store.claim_sending(&stream(), message, by).expect("it is asked")
}

fn is_mine(claimed: &Claimed) -> bool {
    matches!(claimed, Claimed::Yours { .. })
}

fn stands(claimed: Claimed) -> (String, Phase) {
    match claimed {
        Claimed::Taken(held) => (held.token, held.phase),
        Claimed::Yours { message_id, .. } => panic!("{message_id} was given away twice"),
    }
}

fn phases(store: &mut dyn Store) -> Vec<(String, String, Phase)> {
    let all = store.sendings(&stream()).expect("read");
    let row = |h: InHand| (h.sending.unit.as_str().to_owned(), h.token, h.phase);
    all.into_iter().map(row).collect()
}

fn on_each(story: impl Fn(&Site, &mut dyn Store, &mut dyn Store)) {
    for fresh in sites() {
        println!("{}", fresh.name);
        let (mut a, mut b) = (
            fresh.site.create().expect("made"),
            fresh.site.open().expect("opened"),
        );
        story(&fresh.site, a.as_mut(), b.as_mut());
    }
}

#[test]
fn of_two_senders_one_has_a_message_until_its_time_is_over() {
    on_each(|_, a, b| {
        let one = [sending("01", "-7 2020-05-31")];
        assert!(is_mine(&claim(a, &one, "a", 0, false)));
        assert_eq!(
            stands(claim(b, &one, "b", 1, false)),
            ("a".to_owned(), Phase::Claimed)
        );
        // Another occasion of that day is another message to the same address: it gets one.
        let next = [sending("01", "-3 2020-05-31")];
        assert_eq!(
            stands(claim(b, &next, "b", 1, false)),
            ("a".to_owned(), Phase::Claimed)
        );
        // Somebody else's is nobody's business.
        let other = Sending {
            address: "lan@so.example".to_owned(),
            ..sending("02", "-7 2020-05-31")
        };
        assert!(is_mine(&claim(b, std::slice::from_ref(&other), "c", 1, false)));
        let told = Sending {
            daily: false,
            ..sending("01", "receipt 2020-05-28")
        };
        assert!(is_mine(&claim(b, std::slice::from_ref(&told), "d", 1, false)));
        // The first is dead, or was stopped for long: its message is another's now, and nothing of it leaves any more.
        assert!(is_mine(&claim(b, &one, "b", 2, false)));
        assert!(!a.sending_leaves("a").expect("asked"));
        assert!(b.sending_leaves("b").expect("asked"));
        assert!(!b.sending_leaves("b").expect("asked"), "it leaves once");
        // A clock that went back makes nobody wait for years.
        let late = [sending("09", "x")].map(|s| Sending {
            address: "k@so.example".to_owned(),
            ..s
        });
        assert!(is_mine(&claim(a, &late, "e", 1_000_000, false)));
        assert!(is_mine(&claim(b, &late, "f", 3, false)));
    });
}

#[test]
fn what_may_have_left_is_nobodys_until_a_person_says_so() {
    on_each(|site, a, b| {
        let one = [sending("01", "-7 2020-05-31")];
        assert!(is_mine(&claim(a, &one, "a", 0, false)));
        assert!(a.sending_leaves("a").expect("asked"));
        for minute in [1, 3, 1_000_000] {
            assert_eq!(
                stands(claim(b, &one, "b", minute, false)),
                ("a".to_owned(), Phase::Leaving)
            );
        }
        // Who comes later finds it, with all that goes on record of it.
        let mut later = site.open().expect("opened");
        let held = later.sendings(&stream()).expect("read");
        assert_eq!(held.len(), 1);
        assert_eq!((&held[0].sending, held[0].message_id.as_str()), (&one[0], "a"));
        assert!(!held[0].is_over(at(1)) && held[0].is_over(at(2)) && held[0].is_over(at(-1)));
        later.settle_sending("a", None).expect("settled");
        assert_eq!(
            stands(claim(b, &one, "b", 9, false)),
            ("a".to_owned(), Phase::Settled)
        );
        later.settle_sending("a", Some(at(9))).expect("settled");
        let claimed = claim(b, &one, "b", 9, true);
        let message_id = "a".to_owned();
        assert_eq!(
            claimed,
            Claimed::Yours { message_id, tries: 2 },
            "under the name of before"
        );
    });
}

#[test]
fn what_failed_is_left_alone_by_whoever_waits_and_keeps_its_name() {
    on_each(|_, a, b| {
        let one = [sending("01", "-7 2020-05-31")];
        assert!(is_mine(&claim(a, &one, "a", 0, true)));
        a.settle_sending("a", Some(at(10))).expect("settled");
        assert_eq!(
            stands(claim(b, &one, "b", 5, true)),
            ("a".to_owned(), Phase::Later)
        );
        let message_id = || "a".to_owned();
        let by_hand = claim(b, &one, "b", 5, false);
        assert_eq!(
            by_hand,
            Claimed::Yours {
                message_id: message_id(),
                tries: 2
            }
        );
        b.settle_sending("b", Some(at(20))).expect("settled");
        assert_eq!(
            claim(a, &one, "c", 20, true),
            Claimed::Yours {
                message_id: message_id(),
                tries: 3
            }
        );
    });
}

#[test]
fn a_message_to_several_units_is_claimed_for_all_or_none_and_is_lost_as_a_whole() {
    on_each(|_, a, b| {
        let step = "-7 2020-05-31";
        let both = [sending("01", step), sending("02", step)];
        assert!(is_mine(&claim(a, &both, "a", 0, false)));
        let some = [sending("02", step), sending("03", step)];
        assert_eq!(
            stands(claim(b, &some, "b", 1, false)),
            ("a".to_owned(), Phase::Claimed)
        );
        assert_eq!(phases(b).len(), 2, "nothing of it was claimed");
        // One of the two owes nothing any more. Whoever takes the other over ends the first claim on both.
        let rest = [sending("02", step)];
        assert!(is_mine(&claim(b, &rest, "b", 2, false)));
        assert!(
            !a.sending_leaves("a").expect("asked"),
            "nothing of the first message leaves"
        );
        assert_eq!(
            phases(a),
            [
                ("01".to_owned(), "a".to_owned(), Phase::Later),
                ("02".to_owned(), "b".to_owned(), Phase::Claimed)
            ]
        );
        // Neither where only the address and the day are the same.
        let next = [Sending {
            day: "2020-05-29".parse().expect("a day"),
            ..sending("04", step)
        }];
        assert!(is_mine(&claim(a, &next, "c", 2, false)));
        let same_day = [Sending {
            day: "2020-05-29".parse().expect("a day"),
            ..sending("05", step)
        }];
        assert!(is_mine(&claim(b, &same_day, "d", 4, false)));
        assert!(!a.sending_leaves("c").expect("asked"));
        assert!(b.sending_leaves("d").expect("asked"));
    });
}

#[test]
fn of_many_at_once_exactly_one_has_it() {
    for fresh in sites() {
        fresh.site.create().expect("made");
        let won: usize = std::thread::scope(|scope| {
            let all: Vec<_> = (0..8)
                .map(|n| {
                    let site = &fresh.site;
                    scope.spawn(move || {
                        let mut store = site.open().expect("opened");
                        let token = n.to_string();
                        let one = [sending("01", "-7 2020-05-31")];
                        let mine = is_mine(&claim(store.as_mut(), &one, &token, 0, false));
                        usize::from(mine && store.sending_leaves(&token).expect("asked"))
                    })
                })
                .collect();
            all.into_iter().map(|t| t.join().expect("it ends")).sum()
        });
        assert_eq!(won, 1, "{}", fresh.name);
    }
}

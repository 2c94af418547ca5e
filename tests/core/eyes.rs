//! Who sees what, as the core says it; that screens, commands and files go by it is told by `screens::eyes` and
//! `store::access`.

use std::sync::Arc;

use crate::common::desk::wtisd_2020;
use ketnoi::core::authority::{Pass, ROLES, Rights};
use ketnoi::core::eyes::{Eyes, is_among};
use ketnoi::core::fact::Role;
use ketnoi::core::names::UnitCode;
use ketnoi::core::roster::Roster;

fn own(words: &[&str]) -> Eyes {
    Eyes::Own(words.iter().map(|w| (*w).to_owned()).collect::<Arc<[String]>>())
}

#[test]
fn unit_officers_see_their_own_units_and_everybody_else_everything() {
    let pass = |national| Pass {
        units: vec!["CBG".to_owned()],
        national,
        restricted: false,
    };
    for role in ROLES {
        assert_eq!(
            *Rights::new(role, pass(true)).eyes(),
            Eyes::Everything,
            "{role:?}"
        );
        let seen = Rights::new(role, pass(false)).eyes().clone();
        let rights = Rights::new(role, pass(false));
        assert_eq!((rights.role(), rights.pass()), (role, &pass(false)));
        assert_eq!(rights.see_all(), role != Role::UnitOfficer, "{role:?}");
        let wanted = if role == Role::UnitOfficer {
            own(&["CBG"])
        } else {
            Eyes::Everything
        };
        assert_eq!(seen, wanted, "{role:?}");
        assert_eq!(seen.see_all(), role != Role::UnitOfficer, "{role:?}");
    }
}

#[test]
fn a_unit_is_seen_by_its_code_its_abbreviation_and_what_is_above_it() {
    // The 63 provinces, and seven communes below the first of them.
    let roster = Roster::generated(&wtisd_2020().roster, 70);
    let commune = roster
        .units()
        .find(|ix| roster.parent(*ix).is_some())
        .expect("a commune");
    let above = roster.parent(commune).expect("its province");
    let other = roster
        .units()
        .find(|ix| *ix != above && roster.parent(*ix).is_none());
    let other = other.expect("another province");
    let word = roster.code(above).to_owned();
    for words in [vec![word.clone()], vec!["none".to_owned(), word.clone()]] {
        assert!(is_among(&words, &roster, above) && is_among(&words, &roster, commune));
        assert!(!is_among(&words, &roster, other));
    }
    assert!(
        !is_among(&[roster.code(commune).to_owned()], &roster, above),
        "not upwards"
    );
    assert!(!is_among(&[], &roster, above));
    let seen: Vec<_> = own(&[word.as_str()]).units(&roster).collect();
    assert!(seen.contains(&above) && seen.contains(&commune) && !seen.contains(&other));
    assert!(
        seen.iter()
            .all(|ix| *ix == above || roster.parent(*ix) == Some(above))
    );
    assert_eq!(Eyes::Everything.units(&roster).count(), 70);
}

#[test]
fn what_is_the_campaigns_own_is_everybodys_and_what_is_nobodys_is_not() {
    let definition = wtisd_2020();
    let roster = &definition.roster;
    let eyes = own(&["CBG"]);
    let sees = |code: Option<&str>| eyes.see_code(roster, code.map(UnitCode::from).as_ref());
    assert!(sees(None) && sees(Some("04")));
    assert!(!sees(Some("01")) && !sees(Some("no such unit")));
    let all = Eyes::Everything;
    assert!(all.see_code(roster, Some(&UnitCode::from("no such unit"))) && all.see_code(roster, None));
}

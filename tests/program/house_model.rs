//! Some seconds of the house model, which `benches/houses.rs` plays for ten minutes: several houses on one server, bursts, a server
//! that is ended at once in the middle, sessions that are told, a wall. Counts are asserted, and no times.

use std::time::Duration;

use crate::common::postgres::Postgres;
use crate::houses::{Plan, options, play};

#[test]
fn houses_on_one_server_lose_double_and_mix_up_nothing_while_it_ends_and_comes_back() {
    let plan = Plan {
        houses: 3,
        rate: 15,
        burst: 40,
        every: Duration::from_secs(4),
        time: Duration::from_secs(8),
        sessions: 24,
        screens: 2,
        restart: true,
    };
    let options = options(&plan);
    let options: Vec<&str> = options.iter().map(String::as_str).collect();
    let Some(server) = Postgres::start(&options) else {
        return;
    };
    let played = play(&server, &plan);
    assert!(played.given > 150, "{}", played.given);
    assert_eq!(played.waits.len() + played.at_restart.len(), played.given);
    let (lost, doubled, crossed, untold) = (played.lost, played.doubled, played.crossed, played.untold);
    assert_eq!((lost, doubled, crossed, untold), (0, 0, 0, 0));
    assert!(!played.told.is_empty());
    // Each of the three houses has as many reports as no other has, and the wall is the third one's.
    assert!(played.wall.contains("3/63 đã báo cáo"), "{}", played.wall);
}

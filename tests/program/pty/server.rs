//! A real server that goes away and comes back under an open dashboard, with a form half typed in it, and under a wall.

use crate::common::postgres::Postgres;
use crate::common::pty::{Home, How, wait_until};

#[test]
fn a_server_that_dies_and_comes_back_costs_nothing_that_was_typed_and_nobody_starts_anew() {
    let Some(server) = Postgres::start(&[]) else {
        return;
    };
    let (home, url) = (Home::new(), server.url());
    let open = |args: &[&str]| {
        let mut all = vec!["--campaign", "wtisd-2020", "--store", &url];
        all.extend(args);
        How::new(home.path(), &all).size(120, 40).open()
    };
    home.does(&[
        "--campaign",
        "wtisd-2020",
        "--store",
        &url,
        "report",
        "note",
        "04",
        "--note",
        "x",
    ]);
    let mut desk = open(&[]);
    desk.wait_for("Hà Giang");
    let mut wall = open(&["wall"]);
    wall.wait_for("cập nhật lúc");
    desk.send("n");
    desk.send("goi lai thu Hai");
    desk.wait_for("goi lai thu Hai");
    server.kill();
    desk.wait_for("MẤT KẾT NỐI DỮ LIỆU từ");
    wall.wait_for("MẤT KẾT NỐI DỮ LIỆU từ");
    // What writes says why not, and what was typed stays.
    desk.send("\x13");
    desk.wait("why not", |t| {
        t.contains("không trả lời") && t.contains("goi lai thu Hai")
    });
    server.up();
    desk.wait_until_gone("MẤT KẾT NỐI");
    wall.wait_until_gone("MẤT KẾT NỐI");
    desk.send("\x13");
    let schema = url.rsplit_once('=').expect("a schema").1;
    let noted = format!("SELECT count(*) FROM {schema}.facts WHERE type = 'report.noted'");
    wait_until("the form is on record", || {
        desk.take(std::time::Duration::from_millis(20));
        server.sql(&noted).trim() == "2"
    });
    // The receipt, behind which the way back stands.
    desk.wait_for("u hoàn tác");
    desk.quit();
    wall.quit();
}

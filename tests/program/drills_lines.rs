//! Slow lines: a real sshd behind a line of 9,600 bit/s, and terminals that answer late, twice, wrongly or never.
//!
//! What is asserted is bytes, exact and the same on every machine; waits are for conditions. A held key is played by sending
//! it again after a short while, as a keyboard does.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::common::pty::{self, Home, How, LIMIT, Term, wait_until};
use crate::common::sshd::{Sshd, target, write};

/// 9,600 bit/s with a start and a stop bit.
const SLOW: usize = 960;
const QUESTION: &[u8] = b"\x1b[5n";
const ANSWER: &[u8] = b"\x1b[0n";
/// How often a keyboard repeats a held key.
const REPEAT: Duration = Duration::from_millis(30);

/// What a terminal does when it is asked for its status.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Answers {
    Well,
    Never,
    Thrice,
    /// Each question when the next one has come.
    OneLate,
}

/// A terminal that answers.
struct Asked {
    term: Term,
    answers: Answers,
    looked: usize,
    questions: usize,
}

impl Asked {
    fn new(term: Term, answers: Answers) -> Self {
        Self {
            term,
            answers,
            looked: 0,
            questions: 0,
        }
    }

    /// Takes in what was written, and answers what was asked in it.
    fn take(&mut self, limit: Duration) -> usize {
        let n = self.term.take(limit);
        while let Some(at) = self.term.raw[self.looked..]
            .windows(QUESTION.len())
            .position(|w| w == QUESTION)
        {
            self.looked += at + QUESTION.len();
            self.questions += 1;
            match self.answers {
                Answers::Well => self.term.try_to_send("\x1b[0n"),
                Answers::Thrice => self.term.try_to_send("\x1b[0n\x1b[0n\x1b[0n"),
                Answers::OneLate if self.questions > 1 => self.term.try_to_send("\x1b[0n"),
                Answers::Never | Answers::OneLate => {}
            }
        }
        n
    }

    /// Keeps taking in for a while.
    fn pass(&mut self, time: Duration) {
        let until = Instant::now() + time;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return;
            }
            self.take(left);
        }
    }

    fn wait(&mut self, what: &str, is_so: impl Fn(&str) -> bool) -> String {
        let until = Instant::now() + LIMIT;
        loop {
            let text = self.term.text();
            if is_so(&text) {
                return text;
            }
            assert!(Instant::now() < until, "never came: {what}\n{text}");
            self.take(Duration::from_millis(50));
        }
    }

    /// Waits until nothing has come for a while: only where no seconds are shown.
    fn settle(&mut self) {
        while self.take(Duration::from_secs(2)) > 0 {}
    }

    /// Asks for the whole picture, and waits for it.
    fn redraw(&mut self) {
        let before = self.term.raw.len();
        self.term.send("\x0c");
        let until = Instant::now() + LIMIT;
        while self.term.raw.len() < before + 1_500 {
            assert!(Instant::now() < until, "nothing was drawn");
            self.take(Duration::from_millis(20));
        }
    }

    /// A key held down.
    fn hold(&mut self, key: &str, times: usize) {
        for _ in 0..times {
            self.term.send(key);
            self.pass(REPEAT);
        }
    }

    fn quit(mut self) {
        self.term.send("q");
        let until = Instant::now() + LIMIT;
        while pty::is_alive(self.term.pid()) {
            assert!(Instant::now() < until, "it never ended\n{}", self.term.text());
            self.take(Duration::from_millis(20));
        }
        assert_eq!(self.term.exit_code(), 0, "{}", self.term.text());
        self.term.assert_given_back();
    }
}

/// A sshd whose sessions all go through a line of this test.
struct Host {
    sshd: Sshd,
    line: Line,
}

/// The line: what goes to the client passes at `rate` bytes a second, or not at all.
struct Line {
    port: u16,
    rate: Arc<AtomicUsize>,
    stopped: Arc<AtomicBool>,
}

impl Line {
    fn to(server: u16) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let rate = Arc::new(AtomicUsize::new(usize::MAX));
        let stopped = Arc::new(AtomicBool::new(false));
        let (r, s) = (Arc::clone(&rate), Arc::clone(&stopped));
        thread::spawn(move || {
            for client in listener.incoming() {
                let (Ok(client), Ok(server)) = (client, TcpStream::connect(("127.0.0.1", server))) else {
                    return;
                };
                let (mut from, mut to) = (
                    client.try_clone().expect("a copy"),
                    server.try_clone().expect("a copy"),
                );
                thread::spawn(move || {
                    let _ = std::io::copy(&mut from, &mut to);
                    let _ = to.shutdown(Shutdown::Write);
                });
                let (r, s) = (Arc::clone(&r), Arc::clone(&s));
                thread::spawn(move || slowly(server, client, &r, &s));
            }
        });
        Self { port, rate, stopped }
    }
}

/// Passes on twenty pieces a second at most, as a modem does.
fn slowly(mut from: TcpStream, mut to: TcpStream, shared: &AtomicUsize, stopped: &AtomicBool) {
    let mut buffer = vec![0; 16 * 1024];
    loop {
        while stopped.load(Ordering::Relaxed) {
            thread::park_timeout(Duration::from_millis(20));
        }
        let rate = shared.load(Ordering::Relaxed);
        let piece = (rate / 20).clamp(1, buffer.len());
        match from.read(&mut buffer[..piece]) {
            Ok(n) if n > 0 => {
                // Asked again: the read may have begun before the line became slow.
                let rate = shared.load(Ordering::Relaxed);
                if rate < usize::MAX {
                    let time = Duration::from_secs_f64(n as f64 / rate as f64);
                    let until = Instant::now() + time;
                    while let Some(left) = until.checked_duration_since(Instant::now()) {
                        thread::park_timeout(left);
                    }
                }
                if to.write_all(&buffer[..n]).is_err() {
                    return;
                }
            }
            _ => {
                let _ = to.shutdown(Shutdown::Both);
                return;
            }
        }
    }
}

/// `None`, said loudly, where there is no sshd to drill against.
fn host() -> Option<Host> {
    let people = "  - {account: lan, role: administrator}\n";
    let sshd = Sshd::start(&["lan"], people, "seconds: false\n")?;
    let line = Line::to(sshd.port);
    let host = Host { sshd, line };
    host.local(&["campaign", "open", "wtisd-2020", "--as", "lan"]);
    Some(host)
}

impl Host {
    fn local(&self, words: &[&str]) {
        let out = self.sshd.local(words);
        assert!(out.status.success(), "{out:?}");
    }

    /// A session over the line.
    fn sit(&self, answers: Answers) -> Asked {
        let mut cmd = vec!["ssh".to_owned(), "-tt".to_owned()];
        cmd.extend(self.sshd.words("lan", self.line.port));
        cmd.extend(["-e".to_owned(), "none".to_owned(), target()]);
        let cmd: Vec<&str> = cmd.iter().map(String::as_str).collect();
        let term = How::new(self.sshd.folder.path(), &[])
            .cmd(&cmd)
            .env("LANG", Some("C.UTF-8"))
            .env("LC_ALL", Some("C.UTF-8"))
            .open();
        Asked::new(term, answers)
    }
}

/// The end of the screen, where what is selected is described: no time stands there.
fn described(text: &str) -> String {
    text.lines().skip(20).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_key_held_down_over_a_slow_line_is_never_more_than_a_frame_behind() {
    let Some(host) = host() else { return };
    // What it must look like in the end, over a quick line.
    let mut quick = host.sit(Answers::Well);
    quick.wait("the first screen", |t| t.contains("CBG") && t.contains("? help"));
    quick.hold("\x1b[C", 40);
    quick.settle();
    let expected = described(&quick.term.text());
    quick.quit();

    let mut slow = host.sit(Answers::Well);
    slow.wait("the first screen", |t| t.contains("CBG") && t.contains("? help"));
    slow.hold("\x1b[C", 2);
    slow.settle();
    host.line.rate.store(SLOW, Ordering::Relaxed);
    // The line has become slow; one round shows it.
    slow.redraw();
    slow.settle();
    slow.hold("\x1b[C", 38);
    let before = slow.term.raw.len();
    slow.settle();
    let behind = slow.term.raw.len() - before;
    assert_eq!(described(&slow.term.text()), expected, "{}", slow.term.text());
    // What is left of the frame that was on its way, and the last one.
    assert!(behind <= 600, "{behind} bytes came after the last key");
    // It is of use: a filter is typed, a sheet opened and left.
    slow.term.send("/cao");
    slow.wait("what the filter leaves", |t| {
        t.contains("CBG") && !t.contains("HNI")
    });
    slow.term.send("\r");
    slow.term.send("\r");
    slow.wait("the sheet", |t| t.contains("CBG Cao Bang · "));
    slow.quit();
}

#[test]
fn a_client_that_falls_silent_is_drawn_for_in_the_end_and_harms_nobody() {
    let Some(host) = host() else { return };
    let mut silent = host.sit(Answers::Well);
    silent.wait("the first screen", |t| t.contains("CBG") && t.contains("? help"));
    silent.settle();
    host.line.stopped.store(true, Ordering::Relaxed);
    silent.hold("\x1b[C", 20);
    // Others record meanwhile.
    host.local(&["report", "acknowledge", "01", "--as", "lan"]);
    silent.hold("\x1b[B", 5);
    let before = silent.term.raw.len();
    host.line.stopped.store(false, Ordering::Relaxed);
    silent.wait("what was recorded", |t| t.contains("○HNI"));
    silent.settle();
    let came = silent.term.raw.len() - before;
    assert!(
        came < 6_000,
        "{came} bytes: an allowance and two pictures, not 25 frames"
    );
    silent.quit();
}

/// A dashboard that believes its terminal to be far away.
fn far(home: &Home, answers: Answers) -> Asked {
    let mut far = Asked::new(far_deaf(home), answers);
    far.wait("the first screen", |t| {
        t.contains("CBG") && t.contains("Hà Giang")
    });
    far
}

fn far_deaf(home: &Home) -> Term {
    How::new(home.path(), &pty::NOW)
        .env("SSH_CONNECTION", Some("192.0.2.1 50000 192.0.2.2 22"))
        .open()
}

/// Goes right and left until `times` pictures were seen.
fn walks(far: &mut Asked, times: usize) {
    for n in 0..times {
        let (key, name) = [("l", "Cao Bằng · "), ("h", "Hà Giang · ")][n % 2];
        far.term.send(key);
        far.wait(name, |t| t.contains(name));
    }
}

#[test]
fn a_terminal_that_never_answers_or_answers_badly_is_drawn_for_all_the_same() {
    let home = Home::new();
    for answers in [Answers::Well, Answers::Thrice, Answers::OneLate, Answers::Never] {
        let mut far = far(&home, answers);
        walks(&mut far, 40);
        assert!(far.questions > 0, "it was asked");
        far.quit();
    }
}

#[test]
fn ctrl_l_is_drawn_at_once_whatever_was_asked() {
    let home = Home::new();
    let mut far = far(&home, Answers::Never);
    for _ in 0..3 {
        far.settle();
        far.redraw();
    }
    far.quit();
}

#[test]
fn a_megabyte_of_forged_answers_does_nothing() {
    let home = Home::new();
    let mut far = far(&home, Answers::Well);
    let pid = far.term.pid();
    let before = pty::proc_status(pid, "VmRSS:");
    far.term.send_much(&ANSWER.repeat(250_000));
    far.term
        .send_much(&b"\x1b[3n\x1b[0n\x1b[00n\x1b[0;0n\x1b[?0n\x1b[n".repeat(10_000));
    walks(&mut far, 6);
    let after = pty::proc_status(pid, "VmRSS:");
    assert!(after < before + 8 * 1024, "{before} KiB grew to {after} KiB");
    far.quit();
    assert_eq!(home.everything(), Vec::<std::path::PathBuf>::new());
}

#[test]
fn an_escape_right_before_an_answer_is_an_escape() {
    let home = Home::new();
    let mut far = far(&home, Answers::Well);
    far.term.send("?");
    far.wait("the help", |t| t.contains("Trợ giúp"));
    far.settle();
    far.term.send("\x1b\x1b[0n");
    far.wait("closed", |t| t.contains("Hà Giang · "));
    far.quit();
}

#[test]
fn the_last_answer_is_not_left_for_the_shell() {
    let home = Home::new();
    let mut far = far(&home, Answers::Never);
    let shell = far.term.tty();
    // The question is there, and a person quits before the answer comes.
    let until = Instant::now() + LIMIT;
    while far.questions == 0 {
        assert!(Instant::now() < until, "never asked");
        far.take(Duration::from_millis(20));
    }
    far.term.send("q\x1b[0n");
    let pid = far.term.pid();
    wait_until("it has ended", || !pty::is_alive(pid));
    let left = rustix::io::ioctl_fionread(&shell).expect("asked");
    assert_eq!(left, 0, "nothing waits to be read");
    drop(shell);
    assert_eq!(far.term.exit_code(), 0);
    far.term.assert_given_back();
}

#[test]
fn nobody_is_asked_on_this_machine_until_the_terminal_blocks() {
    let home = Home::new();
    let mut near = Asked::new(How::new(home.path(), &pty::NOW).open(), Answers::Well);
    near.wait("the first screen", |t| t.contains("Hà Giang"));
    walks(&mut near, 20);
    assert_eq!(near.questions, 0);
    near.quit();
    fs::create_dir_all(home.path().join(".config/ketnoi")).expect("a folder");
    for (line, asks) in [("fast", false), ("slow", true), ("auto", true)] {
        write(
            &home.path().join(".config/ketnoi/config.yaml"),
            &format!("line: {line}\n"),
            0o600,
        );
        let mut far = far(&home, Answers::Well);
        walks(&mut far, 20);
        assert_eq!(far.questions > 0, asks, "{line}");
        far.quit();
    }
}

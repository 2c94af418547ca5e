//! A real mail server that takes letters: Debian's Postfix as an instance of its own, on loopback, with folders and certificates
//! of its own; accounts are dovecot's, as in many houses. It wants root, since it gives each of its parts an account.

use std::fs::{self, File, OpenOptions};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

use super::dovecot::Dovecot;
use super::pty::{skip, wait_until};
use super::smtp::papers;

const MASTER: &str = "/usr/lib/postfix/sbin/master";
/// Whatever happens to the test, it ends by itself after so many seconds.
const AT_MOST: &str = "600";
/// The domain whose letters it keeps.
pub const DOMAIN: &str = "tinh.example";

/// It ends with the value.
pub struct Postfix {
    folder: tempfile::TempDir,
    child: Child,
    /// Where letters are handed in: encrypted, by who has an account.
    pub port: u16,
    /// Where it listens in the clear, for what no sender of ours would say.
    pub open: u16,
    /// Who knows its accounts.
    pub accounts: Dovecot,
}

impl Drop for Postfix {
    fn drop(&mut self) {
        let _ = kill_process(Pid::from_child(&self.child), Signal::TERM);
        let _ = self.child.wait();
    }
}

impl Postfix {
    /// One that says to these addresses what it is told to say. `None`, said loudly, where there is none.
    pub fn start(says: &[(&str, &str)]) -> Option<Self> {
        if !PathBuf::from(MASTER).exists() {
            skip("postfix is not installed here");
            return None;
        }
        if !rustix::process::geteuid().is_root() {
            skip("postfix starts for root alone");
            return None;
        }
        let accounts = Dovecot::start()?;
        // The paths of its sockets must be short.
        let folder = tempfile::Builder::new()
            .prefix("pf")
            .tempdir_in("/tmp")
            .expect("a folder");
        let at = |name: &str| folder.path().join(name);
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("set");
        for sub in ["etc", "queue", "data", "mail"] {
            fs::create_dir(at(sub)).expect("made");
        }
        for (owner, sub) in [("postfix", "data"), ("65534", "mail")] {
            let owned = Command::new("chown").arg(owner).arg(at(sub)).status();
            assert!(owned.expect("chown").success());
        }
        let papers = papers()?;
        for name in ["good.crt", "good.key"] {
            fs::copy(papers.join(name), at(name)).expect("copied");
        }
        let [port, open] = [(); 2].map(|()| {
            let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
            listener.local_addr().expect("an address").port()
        });
        let main = MAIN
            .replace("AT", &folder.path().display().to_string())
            .replace("SOCKET", &accounts.at("run/smtp-auth").display().to_string());
        fs::write(at("etc/main.cf"), main).expect("written");
        fs::write(
            at("etc/master.cf"),
            SERVICES
                .replace("PORT", &port.to_string())
                .replace("OPEN", &open.to_string()),
        )
        .expect("written");
        let check = Command::new("postfix")
            .arg("-c")
            .arg(at("etc"))
            .arg("check")
            .output()
            .expect("postfix");
        assert!(
            check.status.success(),
            "{}",
            String::from_utf8_lossy(&check.stderr)
        );
        table(folder.path(), says);
        let said = File::create(at("said")).expect("a file");
        let child = Command::new(MASTER)
            .args(["-d", "-e", AT_MOST, "-c"])
            .arg(at("etc"))
            .stdin(Stdio::null())
            .stdout(said.try_clone().expect("one file"))
            .stderr(said)
            // It ends its parts with its group.
            .process_group(0)
            .spawn()
            .expect("postfix starts");
        let mut server = Self {
            folder,
            child,
            port,
            open,
            accounts,
        };
        wait_until("postfix listens or ends", || {
            let listens = TcpStream::connect(("127.0.0.1", port)).is_ok();
            listens || server.child.try_wait().expect("asked").is_some()
        });
        assert!(
            server.child.try_wait().expect("asked").is_none(),
            "{}",
            server.log()
        );
        Some(server)
    }

    /// From now on it says this to these addresses, and takes what is for all others.
    pub fn says(&self, all: &[(&str, &str)]) {
        table(self.folder.path(), all);
        let reloads = || self.log().matches("reload -- ").count();
        let before = reloads();
        kill_process(Pid::from_child(&self.child), Signal::HUP).expect("it is there");
        wait_until("postfix has read it", || reloads() > before);
    }

    /// What it has put on record so far.
    pub fn log(&self) -> String {
        let read = |name: &str| fs::read_to_string(self.folder.path().join(name)).unwrap_or_default();
        format!("{}{}", read("log"), read("said"))
    }

    /// The letters that have arrived, as they lie there, in no order.
    pub fn arrived(&self) -> Vec<String> {
        let Ok(all) = fs::read_dir(self.folder.path().join("mail/box/new")) else {
            return Vec::new();
        };
        all.map(|e| fs::read_to_string(e.expect("an entry").path()).expect("text"))
            .collect()
    }

    /// Waits for so many letters, and gives them.
    pub fn letters(&self, n: usize) -> Vec<String> {
        wait_until("the letters have arrived", || self.arrived().len() >= n);
        let all = self.arrived();
        assert_eq!(all.len(), n, "{all:#?}");
        all
    }

    /// Says these bytes in the clear, one after the other, each after an answer; the last line of each answer.
    pub fn say(&self, all: &[&[u8]]) -> Vec<String> {
        let tcp = TcpStream::connect(("127.0.0.1", self.open)).expect("it answers");
        tcp.set_read_timeout(Some(Duration::from_mins(1))).expect("set");
        let mut lines = BufReader::new(tcp);
        let mut answers = vec![answer(&mut lines)];
        for words in all {
            if lines.get_mut().write_all(words).is_err() {
                break;
            }
            answers.push(answer(&mut lines));
        }
        answers
    }

    /// A file in its folder with these words, for its test's reader alone.
    pub fn secret(&self, name: &str, words: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        let mut file = OpenOptions::new()
            .create(true)
            .write(true)
            .truncate(true)
            .open(&path)
            .expect("made");
        file.set_permissions(fs::Permissions::from_mode(0o600))
            .expect("set");
        file.write_all(words.as_bytes()).expect("written");
        path
    }
}

/// What is said to these addresses, in the form that Postfix reads.
fn table(folder: &Path, all: &[(&str, &str)]) {
    let lines = all.iter().map(|(address, words)| format!("{address} {words}\n"));
    let lines: String = std::iter::once("# nobody else\n".to_owned())
        .chain(lines)
        .collect();
    fs::write(folder.join("etc/access"), lines).expect("written");
}

fn answer(lines: &mut BufReader<TcpStream>) -> String {
    loop {
        let mut line = String::new();
        if lines.by_ref().take(1 << 16).read_line(&mut line).unwrap_or(0) == 0 {
            return String::new();
        }
        if line.as_bytes().get(3) != Some(&b'-') {
            return line.trim_end().to_owned();
        }
    }
}

const MAIN: &str = "compatibility_level = 3.6
queue_directory = AT/queue
data_directory = AT/data
maillog_file = AT/log
maillog_file_prefixes = /tmp
myhostname = mail.bo.example
mydestination =
mynetworks =
alias_maps =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
smtputf8_enable = yes
virtual_mailbox_domains = tinh.example
virtual_mailbox_base = AT/mail
virtual_mailbox_maps = static:box/
virtual_uid_maps = static:65534
virtual_gid_maps = static:65534
smtpd_tls_cert_file = AT/good.crt
smtpd_tls_key_file = AT/good.key
smtpd_tls_auth_only = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = SOCKET
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
smtpd_recipient_restrictions = check_recipient_access texthash:AT/etc/access, permit
smtpd_forbid_bare_newline = reject
smtpd_error_sleep_time = 0
";

const SERVICES: &str = "127.0.0.1:PORT inet n - n - - smtpd
  -o smtpd_tls_security_level=encrypt
  -o smtpd_sasl_auth_enable=yes
  -o smtpd_client_restrictions=permit_sasl_authenticated,reject
127.0.0.1:OPEN inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
";

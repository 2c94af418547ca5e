//! A real mail server on loopback: Debian's dovecot, run by nobody, with certificates of an authority made for it.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use super::pty::{skip, wait_until};
use super::sshd::write;

const DOVECOT: &str = "/usr/sbin/dovecot";

/// The only account, and its password, which is no ASCII.
pub const ACCOUNT: &str = "baocao";
pub const PASSWORD: &str = "mật \"khẩu\"";

/// An address of this machine that is not the one a client comes from: the server takes it for another machine, and wants
/// encryption before a password.
pub const APART: &str = "127.0.0.2";

/// It ends with the value.
pub struct Dovecot {
    pub folder: tempfile::TempDir,
    /// For what is not encrypted, and for what is.
    pub plain: u16,
    pub tls: u16,
    child: Child,
}

impl Drop for Dovecot {
    fn drop(&mut self) {
        // Told to, it ends its children too.
        let pid = rustix::process::Pid::from_child(&self.child);
        let _ = rustix::process::kill_process(pid, rustix::process::Signal::TERM);
        let _ = self.child.wait();
    }
}

/// Runs as nobody where the test runs as root: dovecot gives root's mail to nobody.
fn by_nobody(program: &str) -> Command {
    if !rustix::process::geteuid().is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups", program]);
    command
}

fn openssl(folder: &Path, words: &str) {
    let done = Command::new("openssl")
        .args(words.split(' '))
        .current_dir(folder)
        .output()
        .expect("openssl");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

impl Dovecot {
    /// `None`, said loudly, where there is none.
    pub fn start() -> Option<Self> {
        Self::start_with("")
    }

    /// The same with more lines in its settings.
    pub fn start_with(more: &str) -> Option<Self> {
        let there = Path::new(DOVECOT).exists() && Path::new("/usr/lib/dovecot/imap").exists();
        if !there || Command::new("openssl").arg("version").output().is_err() {
            skip("dovecot-imapd and openssl are not installed here");
            return None;
        }
        // The paths of its sockets must be short.
        let folder = tempfile::Builder::new()
            .prefix("dv")
            .tempdir_in("/tmp")
            .expect("a folder");
        let at = folder.path();
        let day = "-days 2 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes";
        openssl(
            at,
            &format!("req -x509 {day} -keyout ca.key -out ca.pem -subj /CN=drill"),
        );
        openssl(
            at,
            &format!("req -x509 {day} -keyout other.key -out other.pem -subj /CN=other"),
        );
        openssl(
            at,
            "req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout key.pem -out req.pem -subj /CN=x",
        );
        let names = format!("DNS:localhost,IP:{APART}");
        fs::write(
            at.join("names"),
            format!("subjectAltName={names}\nbasicConstraints=CA:FALSE\n"),
        )
        .expect("written");
        openssl(
            at,
            "x509 -req -in req.pem -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile names -out cert.pem",
        );
        fs::write(at.join("users"), format!("{ACCOUNT}:{{PLAIN}}{PASSWORD}::::::\n")).expect("written");
        write(&at.join("password"), &format!("{PASSWORD}\n"), 0o600);
        for sub in ["run", "state", "mail"] {
            fs::create_dir(at.join(sub)).expect("made");
        }
        for _ in 0..20 {
            let ports = [(); 2].map(|()| TcpListener::bind(("127.0.0.1", 0)).expect("a port"));
            let [plain, tls] = ports.map(|p| p.local_addr().expect("an address").port());
            fs::write(at.join("dovecot.conf"), config(at, plain, tls) + more).expect("written");
            if rustix::process::geteuid().is_root() {
                let owned = Command::new("chown").args(["-R", "65534:65534"]).arg(at).status();
                assert!(owned.expect("chown").success());
                // The password is for who reads the mail, and that is the test.
                let kept = Command::new("chown").arg("0:0").arg(at.join("password")).status();
                assert!(kept.expect("chown").success());
            }
            fs::set_permissions(at, fs::Permissions::from_mode(0o755)).expect("set");
            let mut child = by_nobody(DOVECOT)
                .args(["-F", "-c"])
                .arg(at.join("dovecot.conf"))
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .expect("dovecot starts");
            wait_until("dovecot listens or ends", || {
                TcpStream::connect(("127.0.0.1", tls)).is_ok() || child.try_wait().expect("asked").is_some()
            });
            if child.try_wait().expect("asked").is_none() {
                return Some(Self {
                    folder,
                    plain,
                    tls,
                    child,
                });
            }
            let said = fs::read_to_string(at.join("log")).unwrap_or_default();
            assert!(said.contains("Address already in use"), "dovecot: {said}");
        }
        panic!("no free ports in twenty attempts");
    }

    pub fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The source, as a user names it.
    pub fn source(&self, folder: &str) -> String {
        format!("imaps://{ACCOUNT}@localhost:{}/{folder}", self.tls)
    }

    /// The same on the port that begins in the clear, by another name of this machine.
    pub fn clear_source(&self, host: &str, folder: &str) -> String {
        format!("imap://{ACCOUNT}@{host}:{}/{folder}", self.plain)
    }

    /// Somebody else's session.
    pub fn reader(&self) -> Reader {
        let tcp = TcpStream::connect(("127.0.0.1", self.plain)).expect("it answers");
        let mut reader = Reader {
            lines: BufReader::new(tcp),
            commands: 0,
        };
        reader.line();
        reader.say(&format!("LOGIN {ACCOUNT} {{{}+}}\r\n{PASSWORD}", PASSWORD.len()));
        reader
    }
}

fn config(at: &Path, plain: u16, tls: u16) -> String {
    let at = at.display();
    let (uid, gid) = if rustix::process::geteuid().is_root() {
        (65534, 65534)
    } else {
        (
            rustix::process::getuid().as_raw(),
            rustix::process::getgid().as_raw(),
        )
    };
    let name = |words: &[&str]| {
        let out = by_nobody("id").args(words).output().expect("id");
        String::from_utf8(out.stdout).expect("text").trim().to_owned()
    };
    let (user, group) = (name(&["-un"]), name(&["-gn"]));
    format!(
        "base_dir = {at}/run\nstate_dir = {at}/state\nlog_path = {at}/log\nprotocols = imap\n\
         default_login_user = {user}\ndefault_internal_user = {user}\ndefault_internal_group = {group}\n\
         first_valid_uid = 1\nfirst_valid_gid = 1\nssl = yes\nssl_cert = <{at}/cert.pem\nssl_key = <{at}/key.pem\n\
         disable_plaintext_auth = yes\nauth_mechanisms = plain\nmail_location = maildir:{at}/mail/%u\n\
         passdb {{\n driver = passwd-file\n args = scheme=PLAIN username_format=%u {at}/users\n}}\n\
         userdb {{\n driver = static\n args = uid={uid} gid={gid} home={at}/mail/%u\n}}\n\
         service anvil {{\n chroot =\n}}\nservice stats {{\n chroot =\n}}\n\
         service imap-login {{\n chroot =\n inet_listener imap {{\n  address = 127.0.0.1\n  port = {plain}\n }}\n \
         inet_listener imap_apart {{\n  address = {APART}\n  port = {plain}\n }}\n \
         inet_listener imaps {{\n  address = 127.0.0.1\n  port = {tls}\n  ssl = yes\n }}\n}}\n\
         service auth {{\n unix_listener smtp-auth {{\n  mode = 0666\n }}\n}}\nauth_failure_delay = 0 secs\n"
    )
}

/// Another program that reads and writes the same mail, in the server's own words.
pub struct Reader {
    lines: BufReader<TcpStream>,
    commands: usize,
}

impl Reader {
    fn line(&mut self) -> String {
        let mut line = Vec::new();
        self.lines.read_until(b'\n', &mut line).expect("it answers");
        assert!(!line.is_empty(), "the server hung up");
        String::from_utf8_lossy(&line).into_owned()
    }

    /// A command; what was said in answer.
    pub fn say(&mut self, command: &str) -> String {
        self.commands += 1;
        let tag = format!("t{} ", self.commands);
        write!(self.lines.get_mut(), "{tag}{command}\r\n").expect("sent");
        let mut said = String::new();
        loop {
            let line = self.line();
            let ended = line.starts_with(&tag);
            said.push_str(&line);
            if ended {
                assert!(line.contains(" OK "), "{command}: {said}");
                return said;
            }
        }
    }

    /// Puts a letter into a folder.
    pub fn deliver(&mut self, folder: &str, flags: &str, at: &str, letter: &str) {
        self.say(&format!(
            "APPEND \"{folder}\" ({flags}) \"{at}\" {{{}+}}\r\n{letter}",
            letter.len()
        ));
    }
}

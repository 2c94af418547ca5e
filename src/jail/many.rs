//! What a confined child does that serves several files: the same as for one, file after file, until it has done its
//! share. A decoder that panics costs its file an answer and nobody else anything; one that dies takes the child along.
//!
//! It must never keep anything of a file for the next one.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, Read, Write};
use std::os::unix::ffi::OsStrExt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use rustix::time::{ClockId, clock_gettime};

use super::confine::confine;
use super::frame::{ASK, Ask, Told, WORDS_MOST};
use super::job::{DONE, IN_VAIN, Job, Lack, SHARE_FILES};

/// Is the process of `ketnoi __jail each JOB`. Gives its exit code.
pub(super) fn serve(job: &Job) -> u8 {
    // A library that prints must not speak in the answer's place: what it says goes where complaints go.
    let Ok(to) = own_output() else { return IN_VAIN };
    // A panic is one file's end and nobody reads of it.
    std::panic::set_hook(Box::new(|_| {}));
    // Time for a whole share, and for one file beyond it that began just before.
    if confine(&job.limits, job.limits.seconds * 2).is_err() {
        return IN_VAIN;
    }
    match each(job, &mut io::stdin().lock(), to) {
        Ok(()) => DONE,
        Err(_) => IN_VAIN,
    }
}

fn own_output() -> io::Result<File> {
    let to = rustix::io::dup(rustix::stdio::stdout())?;
    rustix::stdio::dup2_stdout(rustix::stdio::stderr())?;
    Ok(to.into())
}

fn each(job: &Job, from: &mut impl Read, mut to: impl Write) -> io::Result<()> {
    for done in 1..=SHARE_FILES {
        let mut head = [0; ASK];
        match from.read(head.split_at_mut(1).0)? {
            0 => return Ok(()), // nobody asks any more
            _ => from.read_exact(head.split_at_mut(1).1)?,
        }
        let ask = Ask::from_bytes(&head);
        if ask.words > WORDS_MOST || ask.file > job.limits.bytes {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let words = piece(from, ask.words.into())?;
        let file = piece(from, ask.file)?;
        let answer = answer(job, &split(&words), &file);
        drop(file);
        let told = Told {
            turn: ask.turn,
            lack: answer.as_ref().err().copied(),
            goes_on: done < SHARE_FILES && spent() < job.limits.seconds,
            length: answer.as_ref().map_or(0, |a| a.len() as u64),
        };
        to.write_all(&told.to_bytes())?;
        to.write_all(&answer.unwrap_or_default())?;
        if !told.goes_on {
            break;
        }
    }
    Ok(())
}

fn answer(job: &Job, words: &[OsString], file: &[u8]) -> Result<Vec<u8>, Lack> {
    catch_unwind(AssertUnwindSafe(|| (job.work)(file, words))).unwrap_or(Err(Lack::Unfit))
}

fn piece(from: &mut impl Read, length: u64) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; length as usize];
    from.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn split(words: &[u8]) -> Vec<OsString> {
    let ended = words.strip_suffix(b"\0").map(|w| w.split(|b| *b == 0));
    let each = ended.into_iter().flatten();
    each.map(|w| OsStr::from_bytes(w).to_owned()).collect()
}

/// Seconds that this process has had on a processor.
fn spent() -> u64 {
    clock_gettime(ClockId::ProcessCPUTime).tv_sec.unsigned_abs()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jail::Limits;
    use std::time::Duration;

    fn work(file: &[u8], words: &[OsString]) -> Result<Vec<u8>, Lack> {
        match file {
            b"unfit" => Err(Lack::Unfit),
            b"panic" => panic!("a decoder that gives up"),
            _ => Ok(format!("{words:?}{}", file.len()).into_bytes()),
        }
    }

    const JOB: Job = Job {
        name: "length",
        limits: Limits {
            bytes: 100,
            space: 1 << 30,
            seconds: 60,
            patience: Duration::from_mins(1),
        },
        work,
    };

    fn ask(turn: u32, words: &[u8], file: &[u8]) -> Vec<u8> {
        let head = Ask {
            turn,
            words: words.len() as u32,
            file: file.len() as u64,
        };
        [&head.to_bytes()[..], words, file].concat()
    }

    #[test]
    fn each_question_has_its_answer_and_one_that_panics_none() {
        let asked = [
            ask(1, b"a\0b\0", b"123"),
            ask(2, b"", b"panic"),
            ask(3, b"", b"unfit"),
            ask(4, b"", b""),
        ];
        let mut said = Vec::new();
        each(&JOB, &mut asked.concat().as_slice(), &mut said).unwrap();
        let mut rest = said.as_slice();
        let mut next = || {
            let (head, more) = rest.split_first_chunk().unwrap();
            let told = Told::from_bytes(head).unwrap();
            let (answer, more) = more.split_at(told.length as usize);
            rest = more;
            assert!(told.goes_on);
            (told.turn, told.lack, String::from_utf8_lossy(answer).into_owned())
        };
        assert_eq!(next(), (1, None, r#"["a", "b"]3"#.to_owned()));
        assert_eq!(next(), (2, Some(Lack::Unfit), String::new()));
        assert_eq!(next(), (3, Some(Lack::Unfit), String::new()));
        assert_eq!(next(), (4, None, "[]0".to_owned()));
        assert!(rest.is_empty());
    }

    #[test]
    fn what_is_cut_off_or_too_long_ends_it() {
        let whole = ask(1, b"a\0", b"123");
        assert!(each(&JOB, &mut &whole[..whole.len() - 1], Vec::new()).is_err());
        assert!(each(&JOB, &mut ask(1, b"", &[0; 101]).as_slice(), Vec::new()).is_err());
    }

    #[test]
    fn a_share_is_done_and_no_more() {
        let all: Vec<u8> = (0..SHARE_FILES + 5)
            .flat_map(|turn| ask(turn, b"", b"1"))
            .collect();
        let mut rest = all.as_slice();
        each(&JOB, &mut rest, Vec::new()).unwrap();
        assert_eq!(rest.len(), 5 * (ASK + 1));
    }
}

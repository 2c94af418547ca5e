//! What the confined child does: take its own rights away, read a file from standard input, do the job, write the answer
//! to standard output.
//!
//! It must never look at a name, a setting or a store, and never say anything: whoever asked judges what came.

use std::ffi::OsString;
use std::io::{self, Read, Write};

use super::confine::confine;
use super::job::{BEYOND, DONE, EACH, IN_VAIN, Job, Lack, UNFIT, USAGE};
use super::many;

/// Is the process of `ketnoi __jail JOB ARG…` or `ketnoi __jail each JOB`; `words` are those behind `__jail`. Gives its
/// exit code.
pub fn serve(words: &[OsString], jobs: &[&Job]) -> u8 {
    if let [each, name] = words
        && each == EACH
    {
        let job = jobs.iter().find(|j| name == j.name);
        return job.map_or(USAGE, |job| many::serve(job));
    }
    let Some((job, args)) = words
        .split_first()
        .and_then(|(name, args)| Some((jobs.iter().find(|j| name == j.name)?, args)))
    else {
        return USAGE;
    };
    // Without limits nothing is read.
    if confine(&job.limits, job.limits.seconds).is_err() {
        return IN_VAIN;
    }
    match answer(job, args, io::stdin().lock()) {
        Ok(bytes) => match io::stdout().lock().write_all(&bytes) {
            Ok(()) => DONE,
            Err(_) => IN_VAIN,
        },
        Err(Lack::Unfit) => UNFIT,
        Err(Lack::Beyond) => BEYOND,
    }
}

fn answer(job: &Job, args: &[OsString], from: impl Read) -> Result<Vec<u8>, Lack> {
    let most = job.limits.bytes;
    let mut bytes = Vec::new();
    // What cannot be read to its end is noticed by whoever hands it over.
    from.take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(|_| Lack::Unfit)?;
    if bytes.len() as u64 > most {
        return Err(Lack::Beyond);
    }
    (job.work)(&bytes, args)
}

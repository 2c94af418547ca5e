//! The `ketnoi` program: hands the words of the command line over and ends with the code that comes back.

use std::ffi::OsString;
use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<OsString> = std::env::args_os().collect();
    ketnoi::cli::run(&words)
}

//! The `ketnoi` program.

fn main() {}

//! What several test programs share. Each takes in all of it and uses a part.

pub mod album;
pub mod alone;
pub mod apart;
pub mod bucket;
pub mod desk;
pub mod display;
pub mod dovecot;
pub mod gate;
pub mod leaving;
pub mod letters;
pub mod liar;
pub mod made;
pub mod papers;
pub mod postfix;
pub mod postgres;
pub mod proxy;
pub mod pty;
pub mod schema;
pub mod screen;
pub mod smtp;
pub mod sshd;
pub mod walk;
pub mod wgl4;

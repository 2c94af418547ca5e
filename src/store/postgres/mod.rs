//! Facts on a PostgreSQL server, for houses with several machines: the same promises as in a file.
//!
//! The primary key decides who has a number; the lock that a turn takes is manners, so that everybody's turn comes. A
//! notification says "look again" and nothing else: whoever misses one looks every two seconds. What is asked of the server
//! is asked in as few journeys as can be: a turn takes two, however far away it is.
//!
//! Nothing above this room knows that the library under it is asynchronous: `wire` waits for every answer.
//!
//! It must never know what a fact means.

mod build;
mod cache;
mod connect;
mod courtesy;
mod departure;
mod facts;
mod grant;
mod health;
mod insert;
mod look;
mod nowhere;
mod origin;
mod relay;
mod rows;
mod schema;
mod sendings;
mod site;
mod sweeps;
mod turn;
mod wire;

pub use self::site::ServerSite;

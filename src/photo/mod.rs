//! Small pictures of photos that strangers sent, made in the jail.
//!
//! ```text
//!   whoever shows or takes it in ──> maker ──> jail ──bytes──> `ketnoi __jail thumbnail W H` (decode) ──thumb──> maker
//!   documents ──> press ──> jail ──bytes──> `ketnoi __jail print W H` (print) ──JPEG──> press
//!   documents ──> press ──> jail ──box about a film──> `ketnoi __jail film` (film) ──seconds──> press
//! ```
//!
//! The interactive process never decodes. This room must never know whose photo it is, nor what a terminal is.

mod decode;
mod film;
mod maker;
mod press;
mod print;
mod thumb;

pub use self::decode::JOB;
pub use self::film::FILM;
pub use self::maker::{MEDIA, Maker, Unshown};
pub use self::press::{Press, Printed};
pub use self::print::PRINT;
pub use self::thumb::{MOST_BYTES, Thumb};
pub use crate::jail::Why;

//! What is wrong with a bucket, in a sentence.
//!
//! It must never know how the sentence is shown.

use crate::core::time::{Stamp, Zone};
use crate::store::BucketTrouble;
use crate::text::{Arg, Catalogue, dates, line};

/// The ids of the family `bucket`.
pub const BUCKET_IDS: [&str; 8] = [
    "skewed",
    "no_bucket",
    "region",
    "region_unsaid",
    "foreign",
    "garbage",
    "versions",
    "unnamed",
];

/// One sentence for a bucket that cannot be used: which, why, what to do.
pub(super) fn bucket(cat: &Catalogue, place: String, trouble: &BucketTrouble) -> String {
    let about = |text: &str| vec![("about", line(text).into_owned().into())];
    let time = |at: Stamp| dates::full_time(Zone::default(), at);
    let (id, mut args): (_, Vec<(&str, Arg<'_>)>) = match trouble {
        BucketTrouble::Skewed(ours, theirs) => {
            let theirs = theirs.map_or_else(|| "?".to_owned(), time);
            (
                "skewed",
                vec![("ours", time(*ours).into()), ("theirs", theirs.into())],
            )
        }
        BucketTrouble::NoBucket => ("no_bucket", Vec::new()),
        BucketTrouble::Region(region) if region.is_empty() => ("region_unsaid", Vec::new()),
        BucketTrouble::Region(region) => ("region", about(region)),
        BucketTrouble::Foreign(name) => ("foreign", about(name)),
        // Of a key that is not to be had the same is said as of any password.
        BucketTrouble::Keys(..) => ("unnamed", Vec::new()),
        BucketTrouble::Garbage(what) => ("garbage", about(what)),
        BucketTrouble::Versions(code) => ("versions", about(code)),
    };
    args.push(("path", place.into()));
    cat.tr_args(&format!("bucket-{id}"), &args)
}

//! A certificate is made, taken back and restored in the transaction of its record.

use super::issue::{issue, restore_of_record, revoke_of_record};
use crate::{db::Tx, error::Result, fact::Fact};

pub(crate) async fn react(tx: &Tx, fact: &Fact) -> Result<usize> {
    match fact {
        Fact::RecordsMade { records, at } => issue(tx, *at, records).await?,
        Fact::RecordWithdrawn { record, by, at } => revoke_of_record(tx, *at, *by, *record).await?,
        Fact::RecordRestored { record, at } => restore_of_record(tx, *at, *record).await?,
        _ => {}
    }
    Ok(0)
}

//! What follows for workshops from what happened elsewhere.

use super::invite::invited_by_link;
use crate::{db::Tx, error::Result, fact::Fact};

pub(crate) async fn react(tx: &Tx, fact: &Fact) -> Result<usize> {
    if let Fact::CameByLink { workshop, person, at } = fact {
        invited_by_link(tx, *at, *workshop, *person).await?;
    }
    Ok(0)
}

//! What follows for activities from what happened elsewhere.

use super::commands::close_all;
use crate::{db::Tx, error::Result, fact::Fact};

pub(crate) async fn react(tx: &Tx, fact: &Fact) -> Result<usize> {
    if let Fact::MeetingClosed { meeting, at } = fact {
        close_all(tx, *at, *meeting).await?;
    }
    Ok(0)
}

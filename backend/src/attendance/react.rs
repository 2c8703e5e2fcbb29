//! What attendance has to say to what happens elsewhere.

use domain::ids::MeetingId;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use super::entity::evidence;
use crate::{
    db::Tx,
    error::{Conflict, Error, Result},
    fact::Fact,
};

pub(crate) async fn react(tx: &Tx, fact: &Fact) -> Result<usize> {
    match fact {
        Fact::MeetingShifts { meeting } if came_to(tx, *meeting).await? => Err(Error::Conflict(Conflict::PeopleCame)),
        _ => Ok(0),
    }
}

/// Whether anything was seen at a meeting.
async fn came_to(tx: &Tx, meeting: MeetingId) -> Result<bool> {
    let seen = evidence::Entity::find()
        .filter(evidence::Column::MeetingId.eq(meeting.0))
        .filter(evidence::Column::Kind.ne("apology"))
        .count(&**tx)
        .await?;
    Ok(seen > 0)
}

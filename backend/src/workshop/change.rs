//! Calling off a meeting or a workshop, writing to everybody, who runs it.

use domain::{
    form::{self, Check, FieldError, FormErrors},
    ids::{MeetingId, PersonId, WorkshopId},
    policy::action,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::OnConflict};

use super::told::{News, Told};
use super::{
    admission::{lock, watched},
    entity::{meeting, registration, workshop, workshop_trainer},
    queries::{Meeting, Role, Status, Workshop, meetings_of, registered},
};
use crate::{
    access::Granted,
    account,
    context::Context,
    db::Tx,
    error::{Conflict, Error, Result},
    fact::Fact,
    notice,
};

/// What is told of a meeting.
#[derive(Clone, Debug)]
pub(crate) struct MeetingNews {
    pub meeting: Option<MeetingId>,
    pub news: News,
}

pub(crate) fn meeting_news(row: &meeting::Model, news: News) -> MeetingNews {
    MeetingNews { meeting: Some(MeetingId(row.id)), news }
}

/// Tells everybody with a place; of what changes in their calendars also those who are invited or wait.
pub(crate) async fn tell_everybody(tx: &Tx, ctx: &Context, id: WorkshopId, title: &str, news: &MeetingNews) -> Result<()> {
    let told = Told::Workshop { workshop: id, title: title.to_owned(), news: news.news.clone() };
    let mut people = registered(&**tx, id).await?;
    if !matches!(news.news, News::Message { .. }) {
        people.extend(expecting(tx, id).await?);
    }
    for person in people {
        notice::tell(tx, ctx.now, person, news.meeting.map(|m| m.0).or(Some(id.0)), &told).await?;
    }
    Ok(())
}

/// Who is invited or waits.
async fn expecting(tx: &Tx, id: WorkshopId) -> Result<Vec<PersonId>> {
    let rows = registration::Entity::find()
        .filter(registration::Column::WorkshopId.eq(id.0))
        .filter(registration::Column::Status.is_in([Status::Invited.name(), Status::Waiting.name()]))
        .all(&**tx)
        .await?;
    Ok(rows.into_iter().map(|r| PersonId(r.person_id)).collect())
}

/// Calls a meeting off: it leaves every denominator, and everybody with a place is told. Twice is once.
///
/// # Errors
/// `Conflict(MeetingClosed)`.
#[tracing::instrument(name = "workshop.cancel_meeting", skip_all)]
pub async fn cancel_meeting(ctx: &Context, meeting: Granted<Meeting, action::ManageWorkshop>) -> Result<()> {
    let mut tx = ctx.db().begin().await?;
    let id = meeting.workshop.id;
    lock(&tx, id).await?;
    let row = meeting::Entity::find_by_id(meeting.id.0).one(&*tx).await?.ok_or(Error::NotFound)?;
    if row.canceled_at.is_some() {
        return Ok(());
    }
    if row.closed_at.is_some() {
        return Err(Error::Conflict(Conflict::MeetingClosed));
    }
    cancel(&tx, ctx, &row).await?;
    tell_everybody(&tx, ctx, id, &meeting.workshop.title, &meeting_news(&row, News::MeetingCanceled { at: row.starts_at })).await?;
    // if it was the last one open, those who came to the others are trained now
    tx.happened(Fact::MeetingsChanged { workshop: id, by: Some(meeting.by()), at: ctx.now }).await?;
    tx.audit(ctx.now, Some(meeting.by()), "workshop.cancel_meeting", Some(meeting.id.0), "").await?;
    watched(&mut tx, id).await?;
    tx.commit().await
}

async fn cancel(tx: &Tx, ctx: &Context, row: &meeting::Model) -> Result<()> {
    let change = meeting::ActiveModel {
        id: Set(row.id),
        canceled_at: Set(Some(ctx.now)),
        sequence: Set(row.sequence + 1),
        check_in_closed_at: Set(Some(ctx.now)),
        ..Default::default()
    };
    meeting::Entity::update(change).exec(&**tx).await?;
    Ok(())
}

/// Calls a workshop off with all its meetings that are not closed. What happened before stays.
///
/// # Errors
/// The database.
#[tracing::instrument(name = "workshop.cancel", skip_all)]
pub async fn cancel_workshop(ctx: &Context, workshop: Granted<Workshop, action::ManageWorkshop>) -> Result<()> {
    if workshop.canceled_at.is_some() {
        return Ok(());
    }
    let mut tx = ctx.db().begin().await?;
    lock(&tx, workshop.id).await?;
    let change = workshop::ActiveModel { id: Set(workshop.id.0), canceled_at: Set(Some(ctx.now)), ..Default::default() };
    workshop::Entity::update(change).exec(&*tx).await?;
    for row in meetings_of(&*tx, workshop.id).await?.iter().filter(|m| m.closed_at.is_none()) {
        cancel(&tx, ctx, row).await?;
    }
    tell_everybody(&tx, ctx, workshop.id, &workshop.title, &MeetingNews { meeting: None, news: News::WorkshopCanceled }).await?;
    // what was held before counts
    tx.happened(Fact::MeetingsChanged { workshop: workshop.id, by: Some(workshop.by()), at: ctx.now }).await?;
    tx.audit(ctx.now, Some(workshop.by()), "workshop.cancel", Some(workshop.id.0), "").await?;
    watched(&mut tx, workshop.id).await?;
    tx.commit().await
}

/// Writes to everybody with a place: on their home page, and a mail that says so.
///
/// # Errors
/// `Invalid` (`message`).
#[tracing::instrument(name = "workshop.write_to_everybody", skip_all)]
pub async fn write_to_everybody(ctx: &Context, workshop: Granted<Workshop, action::ManageWorkshop>, message: &str) -> Result<()> {
    let mut check = Check::default();
    let text = check.field(
        "message",
        form::prose(message, form::limits::MESSAGE).and_then(|t| if t.is_empty() { Err(FieldError::Empty) } else { Ok(t) }),
    );
    let text = check.done(text)?;
    let tx = ctx.db().begin().await?;
    tell_everybody(&tx, ctx, workshop.id, &workshop.title, &MeetingNews { meeting: None, news: News::Message { text } }).await?;
    tx.audit(ctx.now, Some(workshop.by()), "workshop.message", Some(workshop.id.0), "").await?;
    tx.commit().await
}

/// Makes the person with this address a trainer or an assistant of the workshop. A trainer needs the role of trainer
/// in the network; an assistant may be anybody.
///
/// # Errors
/// `Invalid` (`email`, `role`); `Conflict(LastTrainer)`.
#[tracing::instrument(name = "workshop.add_to_team", skip_all)]
pub async fn add_to_team(ctx: &Context, workshop: Granted<Workshop, action::ManageWorkshop>, email: &str, role: &str) -> Result<()> {
    let mut check = Check::default();
    let email = check.field("email", form::email(email));
    let role = check.field("role", Role::from_name(role.trim()).ok_or(FieldError::Choice));
    let (email, role) = check.done(email.zip(role))?;
    let wrong = || Error::Invalid(FormErrors::one("email", FieldError::Choice));
    let person = account::person_of_email(ctx.db().connection(), &email).await?.ok_or_else(wrong)?;
    let actor = account::actor_of(ctx.db().connection(), person, ctx.now).await?;
    if role == Role::Trainer && !actor.trainer && !actor.administrator {
        return Err(wrong());
    }
    if role != Role::Trainer && workshop.trainers == [person] {
        return Err(Error::Conflict(Conflict::LastTrainer));
    }
    let tx = ctx.db().begin().await?;
    let row =
        workshop_trainer::ActiveModel { workshop_id: Set(workshop.id.0), person_id: Set(person.0), role: Set(role.name().to_owned()) };
    let again = OnConflict::columns([workshop_trainer::Column::WorkshopId, workshop_trainer::Column::PersonId])
        .update_column(workshop_trainer::Column::Role)
        .to_owned();
    workshop_trainer::Entity::insert(row).on_conflict(again).exec_without_returning(&*tx).await?;
    tx.audit(ctx.now, Some(workshop.by()), "workshop.team", Some(workshop.id.0), &format!("{person} {}", role.name())).await?;
    tx.commit().await
}

/// Takes somebody off the team. The last trainer stays.
///
/// # Errors
/// `Conflict(LastTrainer)`.
#[tracing::instrument(name = "workshop.remove_from_team", skip_all)]
pub async fn remove_from_team(ctx: &Context, workshop: Granted<Workshop, action::ManageWorkshop>, person: PersonId) -> Result<()> {
    if workshop.trainers == [person] {
        return Err(Error::Conflict(Conflict::LastTrainer));
    }
    let tx = ctx.db().begin().await?;
    workshop_trainer::Entity::delete_many()
        .filter(workshop_trainer::Column::WorkshopId.eq(workshop.id.0))
        .filter(workshop_trainer::Column::PersonId.eq(person.0))
        .exec(&*tx)
        .await?;
    tx.audit(ctx.now, Some(workshop.by()), "workshop.team", Some(workshop.id.0), &format!("{person} none")).await?;
    tx.commit().await
}

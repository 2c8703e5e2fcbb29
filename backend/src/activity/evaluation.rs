//! The evaluation of a workshop: its questions, and answers that nobody can trace back.

use domain::{
    activity::{Kind, Sent, Written, accept},
    form::{FieldError, FormErrors},
    ids::ActivityId,
    policy::action,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use super::{
    answers::{New, put, voice},
    entity::{activity, answer},
    library::{Put, Source, evaluation_starters, insert, of_source, written},
};
use crate::{
    access::Granted,
    context::Context,
    db::Tx,
    error::{Error, Result},
    seat::Seat,
    workshop::Workshop,
};

/// Asks a question in the evaluation of a workshop.
///
/// # Errors
/// `Invalid`, `NotFound`.
#[tracing::instrument(name = "activity.add_to_evaluation", skip_all)]
pub async fn add_to_evaluation(ctx: &Context, workshop: &Granted<Workshop, action::ManageWorkshop>, source: &Source) -> Result<ActivityId> {
    let new = of_source(ctx.db().connection(), source).await?;
    let tx = ctx.db().begin().await?;
    let id = ask(&tx, ctx, workshop, Written { anonymous: true, ..new }).await?;
    tx.commit().await?;
    Ok(id)
}

/// Asks the questions to begin with, all of them; nothing where something is asked already.
///
/// # Errors
/// The database.
#[tracing::instrument(name = "activity.begin_evaluation", skip_all)]
pub async fn begin_evaluation(ctx: &Context, workshop: &Granted<Workshop, action::ManageWorkshop>) -> Result<()> {
    let tx = ctx.db().begin().await?;
    let there = activity::Entity::find()
        .filter(activity::Column::WorkshopId.eq(workshop.id.0))
        .filter(activity::Column::Purpose.eq("evaluation"))
        .count(&*tx)
        .await?;
    if there == 0 {
        for starter in evaluation_starters() {
            ask(&tx, ctx, workshop, Written { anonymous: true, ..starter.written.clone() }).await?;
        }
    }
    tx.commit().await
}

async fn ask(tx: &Tx, ctx: &Context, workshop: &Granted<Workshop, action::ManageWorkshop>, what: Written) -> Result<ActivityId> {
    let asks = matches!(what.kind, Kind::PollSingle | Kind::PollMultiple | Kind::PollScale | Kind::Text);
    if !asks {
        return Err(FormErrors::one("kind", FieldError::Choice).into());
    }
    let id = insert(tx, ctx, workshop.by(), Put::Evaluation(workshop.id), &what).await?;
    let open = activity::ActiveModel { id: Set(id.0), opened_at: Set(Some(ctx.now)), ..Default::default() };
    activity::Entity::update(open).exec(&**tx).await?;
    Ok(id)
}

/// No longer asks a question; what was answered goes with it.
///
/// # Errors
/// `NotFound`.
#[tracing::instrument(name = "activity.remove_from_evaluation", skip_all)]
pub async fn remove_from_evaluation(ctx: &Context, workshop: &Granted<Workshop, action::ManageWorkshop>, id: ActivityId) -> Result<()> {
    let tx = ctx.db().begin().await?;
    let found = activity::Entity::find_by_id(id.0)
        .filter(activity::Column::WorkshopId.eq(workshop.id.0))
        .filter(activity::Column::Purpose.eq("evaluation"))
        .one(&*tx)
        .await?;
    found.ok_or(Error::NotFound)?;
    answer::Entity::delete_many().filter(answer::Column::ActivityId.eq(id.0)).exec(&*tx).await?;
    activity::Entity::delete_by_id(id.0).exec(&*tx).await?;
    tx.audit(ctx.now, Some(workshop.by()), "activity.remove_from_evaluation", Some(id.0), "").await?;
    tx.commit().await
}

/// Evaluates a workshop: one answer to each question, without person and time. What is left empty is not answered.
///
/// # Errors
/// `Invalid` with the fields `q-{question}`.
#[tracing::instrument(name = "activity.evaluate", skip_all)]
pub async fn evaluate(
    ctx: &Context,
    workshop: &Granted<Workshop, action::CheckIn>,
    sent: &[(ActivityId, Sent)],
    seat: &Seat,
) -> Result<()> {
    let tx = ctx.db().begin().await?;
    let mut wrong = FormErrors::default();
    for (id, sent) in sent {
        let found = activity::Entity::find_by_id(id.0)
            .filter(activity::Column::WorkshopId.eq(workshop.id.0))
            .filter(activity::Column::Purpose.eq("evaluation"))
            .one(&*tx)
            .await?;
        let what = written(&found.ok_or(Error::NotFound)?)?;
        if sent.choices.is_empty() && sent.text.trim().is_empty() {
            continue;
        }
        match accept(what.kind, what.settings.options.len(), sent) {
            Err(errors) => wrong.0.extend(errors.0.into_iter().map(|(_, error)| (format!("q-{id}"), error))),
            Ok(given) => {
                let who = voice(true, *id, workshop.by(), Some(seat))?;
                put(&tx, ctx, &what, New { id: *id, who, part: String::new(), given, points: None, seat_limit: workshop.by() }).await?;
            }
        }
    }
    if !wrong.0.is_empty() {
        return Err(wrong.into());
    }
    tx.commit().await
}

/// Whether an evaluation is asked for in a workshop.
///
/// # Errors
/// The database.
pub async fn has_evaluation(ctx: &Context, workshop: &Granted<Workshop, action::ReadWorkshop>) -> Result<bool> {
    use sea_orm::PaginatorTrait;
    let questions = activity::Entity::find()
        .filter(activity::Column::WorkshopId.eq(workshop.id.0))
        .filter(activity::Column::Purpose.eq("evaluation"))
        .count(ctx.db().connection())
        .await?;
    Ok(questions > 0)
}

//! Where activities come from: the form, the library of the trainers, and the starters that came with the program
//! (`content/en/activities.toml`).

use std::sync::LazyLock;

use domain::{
    activity::{ActivityForm, Kind, Settings, Written, read},
    groups::Mix,
    ids::{ActivityId, MeetingId, PersonId, WorkshopId},
    policy::action,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::Deserialize;

use super::entity::activity;
use crate::{
    access::{Granted, Network},
    built_in::built_in_file,
    context::Context,
    db::Tx,
    error::{Error, Result},
    token::new_id,
    workshop::Meeting,
};

/// A starter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Starter {
    /// Short name.
    pub key: String,
    /// What it is.
    pub written: Written,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    #[serde(default)]
    key: String,
    kind: Kind,
    title: String,
    #[serde(default)]
    prompt: String,
    #[serde(default)]
    options: Vec<String>,
    #[serde(default)]
    scale_low: String,
    #[serde(default)]
    scale_high: String,
    #[serde(default)]
    anonymous: bool,
    #[serde(default)]
    mix: Mix,
    #[serde(default)]
    group_size: u32,
    #[serde(default)]
    minutes: u32,
}

#[derive(Deserialize)]
struct File {
    activity: Vec<Raw>,
    evaluation: Vec<Raw>,
}

impl From<Raw> for Starter {
    fn from(raw: Raw) -> Self {
        let settings = Settings {
            options: raw.options,
            scale_low: raw.scale_low,
            scale_high: raw.scale_high,
            questions: Vec::new(),
            mix: raw.mix,
            group_size: raw.group_size,
            minutes: raw.minutes,
        };
        let anonymous = raw.anonymous;
        let written = Written { kind: raw.kind, title: raw.title, prompt: raw.prompt.trim().to_owned(), settings, anonymous };
        Starter { key: raw.key, written }
    }
}

/// Starters of meetings, and of the evaluation.
static STARTERS: LazyLock<(Vec<Starter>, Vec<Starter>)> = LazyLock::new(|| {
    // the file is part of the program and read by a test
    let file = toml::from_str::<File>(built_in_file("en/activities.toml").unwrap_or_default());
    file.map(|f| (f.activity.into_iter().map(Starter::from).collect(), f.evaluation.into_iter().map(Starter::from).collect()))
        .unwrap_or_default()
});

/// Activities to begin with.
pub fn starters() -> &'static [Starter] {
    &STARTERS.0
}

/// Questions of an evaluation to begin with.
pub fn evaluation_starters() -> &'static [Starter] {
    &STARTERS.1
}

/// An activity that is kept, or prepared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepared {
    /// Identity.
    pub id: ActivityId,
    /// What it is.
    pub written: Written,
}

pub(super) fn prepared(row: activity::Model) -> Result<Prepared> {
    Ok(Prepared { id: ActivityId(row.id), written: written(&row)? })
}

pub(super) fn written(row: &activity::Model) -> Result<Written> {
    let broken = |what: &str| Error::Other(format!("activity {}: {what}", row.id));
    Ok(Written {
        kind: Kind::from_name(&row.kind).ok_or_else(|| broken("kind"))?,
        title: row.title.clone(),
        prompt: row.prompt.clone(),
        settings: serde_json::from_str(&row.settings).map_err(|e| broken(&e.to_string()))?,
        anonymous: row.anonymous,
    })
}

/// Where an activity is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Put {
    Meeting(WorkshopId, MeetingId),
    Evaluation(WorkshopId),
    Library,
}

impl Put {
    fn purpose(self) -> &'static str {
        match self {
            Put::Meeting(..) => "meeting",
            Put::Evaluation(_) => "evaluation",
            Put::Library => "library",
        }
    }
}

pub(super) async fn insert(tx: &Tx, ctx: &Context, by: PersonId, put: Put, written: &Written) -> Result<ActivityId> {
    let id = ActivityId(new_id());
    let (workshop, meeting) = match put {
        Put::Meeting(workshop, meeting) => (Some(workshop.0), Some(meeting.0)),
        Put::Evaluation(workshop) => (Some(workshop.0), None),
        Put::Library => (None, None),
    };
    let last = activity::Entity::find()
        .filter(activity::Column::Purpose.eq(put.purpose()))
        .filter(workshop.map_or(activity::Column::WorkshopId.is_null(), |w| activity::Column::WorkshopId.eq(w)))
        .order_by_desc(activity::Column::Position)
        .one(&**tx)
        .await?;
    let row = activity::ActiveModel {
        id: Set(id.0),
        workshop_id: Set(workshop),
        meeting_id: Set(meeting),
        purpose: Set(put.purpose().to_owned()),
        kind: Set(written.kind.name().to_owned()),
        title: Set(written.title.clone()),
        prompt: Set(written.prompt.clone()),
        settings: Set(serde_json::to_string(&written.settings).map_err(|e| Error::Other(e.to_string()))?),
        anonymous: Set(written.anonymous),
        position: Set(last.map_or(1, |l| l.position + 1)),
        step: Set(0),
        step_at: Set(None),
        opened_at: Set(None),
        closed_at: Set(None),
        created_at: Set(ctx.now),
        created_by: Set(by.0),
    };
    activity::Entity::insert(row).exec_without_returning(&**tx).await?;
    Ok(id)
}

/// Where a new activity comes from.
#[derive(Clone, Debug)]
pub enum Source {
    /// A starter, by its short name.
    Starter(String),
    /// One of the library, or of another meeting the actor can see.
    Kept(ActivityId),
    /// The form.
    Form(Box<ActivityForm>),
}

pub(super) async fn of_source(db: &impl ConnectionTrait, source: &Source) -> Result<Written> {
    match source {
        Source::Starter(key) => starters().iter().find(|s| s.key == *key).map(|s| s.written.clone()).ok_or(Error::NotFound),
        Source::Kept(id) => {
            let row = activity::Entity::find_by_id(id.0).filter(activity::Column::Purpose.eq("library")).one(db).await?;
            written(&row.ok_or(Error::NotFound)?)
        }
        Source::Form(form) => Ok(read(form)?),
    }
}

/// The library of all trainers, by title.
///
/// # Errors
/// The database.
pub async fn library(ctx: &Context, _by: &Granted<Network, action::PlanWorkshop>) -> Result<Vec<Prepared>> {
    kept(ctx).await
}

pub(super) async fn kept(ctx: &Context) -> Result<Vec<Prepared>> {
    let rows = activity::Entity::find()
        .filter(activity::Column::Purpose.eq("library"))
        .order_by_asc(activity::Column::Title)
        .order_by_asc(activity::Column::Id)
        .all(ctx.db().connection())
        .await?;
    rows.into_iter().map(prepared).collect()
}

/// Puts an activity into the library.
///
/// # Errors
/// `Invalid`, `NotFound`.
#[tracing::instrument(name = "activity.keep", skip_all)]
pub async fn keep(ctx: &Context, by: Granted<Network, action::PlanWorkshop>, source: &Source) -> Result<ActivityId> {
    let written = of_source(ctx.db().connection(), source).await?;
    let tx = ctx.db().begin().await?;
    let id = insert(&tx, ctx, by.by(), Put::Library, &written).await?;
    tx.audit(ctx.now, Some(by.by()), "activity.keep", Some(id.0), "").await?;
    tx.commit().await?;
    Ok(id)
}

/// Puts an activity of a meeting into the library, as it was written.
///
/// # Errors
/// `NotFound`.
#[tracing::instrument(name = "activity.keep_of_meeting", skip_all)]
pub async fn keep_of_meeting(ctx: &Context, meeting: &Granted<Meeting, action::RunMeeting>, id: ActivityId) -> Result<ActivityId> {
    let row = activity::Entity::find_by_id(id.0).filter(activity::Column::MeetingId.eq(meeting.id.0)).one(ctx.db().connection()).await?;
    let written = written(&row.ok_or(Error::NotFound)?)?;
    let tx = ctx.db().begin().await?;
    let id = insert(&tx, ctx, meeting.by(), Put::Library, &written).await?;
    tx.audit(ctx.now, Some(meeting.by()), "activity.keep", Some(id.0), "").await?;
    tx.commit().await?;
    Ok(id)
}

/// Takes an activity out of the library. Meetings that have it keep it: it was copied.
///
/// # Errors
/// `NotFound`.
#[tracing::instrument(name = "activity.forget", skip_all)]
pub async fn forget(ctx: &Context, by: Granted<Network, action::PlanWorkshop>, id: ActivityId) -> Result<()> {
    let tx = ctx.db().begin().await?;
    let gone = activity::Entity::delete_many()
        .filter(activity::Column::Id.eq(id.0))
        .filter(activity::Column::Purpose.eq("library"))
        .exec(&*tx)
        .await?;
    if gone.rows_affected == 0 {
        return Err(Error::NotFound);
    }
    tx.audit(ctx.now, Some(by.by()), "activity.forget", Some(id.0), "").await?;
    tx.commit().await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_with_the_program_is_what_the_form_takes() {
        let file: File = toml::from_str(built_in_file("en/activities.toml").unwrap()).unwrap();
        assert_eq!(starters().len(), file.activity.len());
        assert!(starters().len() >= 15 && evaluation_starters().len() >= 4);
        for starter in starters().iter().chain(evaluation_starters()) {
            let w = &starter.written;
            let form = ActivityForm {
                kind: w.kind.name().into(),
                title: w.title.clone(),
                prompt: w.prompt.clone(),
                options: w.settings.options.join("\n"),
                scale_low: w.settings.scale_low.clone(),
                scale_high: w.settings.scale_high.clone(),
                mix: w.settings.mix.name().into(),
                group_size: w.settings.group_size.to_string(),
                minutes: w.settings.minutes.to_string(),
                questions: Vec::new(),
                anonymous: if w.anonymous { "on".into() } else { String::new() },
            };
            assert_eq!(read(&form).as_ref(), Ok(w), "{}", w.title);
        }
    }

    #[test]
    fn templates_are_workshops() {
        use domain::agenda;
        assert!(crate::workshop::templates().len() >= 5);
        for template in crate::workshop::templates() {
            for meeting in &template.meetings {
                let items = agenda::read(meeting.agenda.trim()).unwrap_or_else(|e| panic!("{}: {e:?}", template.key));
                assert_eq!(items.iter().map(|i| i.minutes).sum::<u32>(), meeting.minutes, "{}", template.key);
            }
        }
    }
}

//! Live events (server-sent): who follows the roll of a meeting gets it whole, again whenever it changed and
//! whenever the code does. Read each time under the reader's own permissions: who signs out or is no longer
//! the trainer, stops hearing.

use std::{convert::Infallible, time::Duration};

use app::{in_language, roll_view};
use axum::{
    Extension,
    extract::{Path, RawQuery, State},
    http::StatusCode,
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use backend::{
    Backend, Context, Error,
    account::{Session as SignedIn, context_for},
    live::{Notice, changed},
    workshop,
};
use domain::{ids::MeetingId, live::Topic, policy::action::RunMeeting};
use futures::Stream;
use tokio::sync::broadcast::Receiver;
use tokio_util::sync::CancellationToken;
use tower_sessions::Session;

use crate::router::AppState;

/// Names may come in bursts (200 in a second): a reader gets at most four rolls a second.
const PAUSE: Duration = Duration::from_millis(250);
const KEEP_ALIVE: Duration = Duration::from_secs(20);

/// `/run/{meeting}/events`.
pub async fn roll_events(
    State(state): State<AppState>,
    Path(meeting): Path<String>,
    RawQuery(query): RawQuery,
    Extension(ctx): Extension<Context>,
    session: Session,
) -> Response {
    let Ok(meeting) = meeting.parse::<MeetingId>() else { return StatusCode::NOT_FOUND.into_response() };
    match workshop::load_meeting_for::<RunMeeting>(&ctx, meeting).await {
        Ok(_) => {}
        Err(Error::SignIn) => return StatusCode::UNAUTHORIZED.into_response(),
        Err(Error::Forbidden) => return StatusCode::FORBIDDEN.into_response(),
        Err(_) => return StatusCode::NOT_FOUND.into_response(),
    }
    let Ok(Some(session)) = session.get::<SignedIn>(app::server::SIGNED_IN).await else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    let follower = Follower {
        notices: state.backend.db.hub().subscribe(),
        backend: state.backend,
        session,
        meeting,
        pseudo: state.site.pseudo_language && query.is_some_and(|q| q.contains("lang=en-XA")),
        stop: state.stop,
        wait: Duration::ZERO,
    };
    Sse::new(stream(follower)).keep_alive(KeepAlive::new().interval(KEEP_ALIVE)).into_response()
}

struct Follower {
    backend: Backend,
    session: SignedIn,
    meeting: MeetingId,
    pseudo: bool,
    notices: Receiver<Notice>,
    stop: CancellationToken,
    /// Until the roll changes by itself: when the code does. Zero for the first roll.
    wait: Duration,
}

fn stream(follower: Follower) -> impl Stream<Item = Result<Event, Infallible>> {
    futures::stream::unfold(follower, |mut follower| async move {
        let stop = follower.stop.clone();
        tokio::select! {
            // an open stream would hold up a shutdown for ever
            () = stop.cancelled() => None,
            event = follower.next() => event.map(|event| (Ok(event), follower)),
        }
    })
}

impl Follower {
    async fn next(&mut self) -> Option<Event> {
        if !self.wait.is_zero() {
            tokio::select! {
                alive = changed(&mut self.notices, Topic::Roll(self.meeting)) => {
                    if !alive {
                        return None;
                    }
                    tokio::time::sleep(PAUSE).await;
                }
                () = tokio::time::sleep(self.wait) => {}
            }
        }
        match self.roll().await {
            Ok(event) => Some(event),
            Err(error @ (Error::SignIn | Error::Forbidden | Error::NotFound)) => {
                tracing::debug!(%error, "live.roll ends");
                None
            }
            Err(error) => {
                tracing::warn!(%error, "live.roll failed");
                None
            }
        }
    }

    async fn roll(&mut self) -> Result<Event, Error> {
        let ctx = context_for(&self.backend, &self.session).await?;
        let meeting = workshop::load_meeting_for::<RunMeeting>(&ctx, self.meeting).await?;
        let roll = in_language(self.pseudo, roll_view(&ctx, &meeting)).await?;
        // without a code nothing changes by itself; permissions are looked at again all the same
        self.wait = Duration::from_secs(if roll.code.is_some() { u64::from(roll.seconds_left.max(1)) } else { 60 });
        let text = serde_json::to_string(&roll).map_err(|e| Error::Other(e.to_string()))?;
        Ok(Event::default().data(text))
    }
}

//! Live events (server-sent). Who follows a room gets what it shows ([`crate::rooms`]): asked at the start and every
//! minute whether they may.

use std::{
    convert::Infallible,
    sync::Arc,
    time::{Duration, Instant},
};

use app::Viewers;
use axum::{
    Extension, Router,
    extract::{Path, RawQuery, State},
    http::StatusCode,
    response::{
        Html, IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
    routing::get,
};
use backend::{
    Backend, Context, Error,
    account::{Session as SignedIn, context_for},
    workshop::{self, Meeting},
};
use domain::{
    ids::MeetingId,
    policy::action::{FollowMeeting, RunMeeting},
};
use futures::StreamExt;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use tower_sessions::Session;

use crate::{rooms::Key, router::AppState};

const KEEP_ALIVE: Duration = Duration::from_secs(20);

/// `/watch`, in development: a stream that says nothing and ends with the process. Its end tells a page that the server
/// starts again ([`app::server::Assets::watch`]).
pub async fn until_restart() -> Response {
    let quick = futures::stream::once(async { Ok::<_, Infallible>(Event::default().retry(Duration::from_millis(200))) });
    Sse::new(quick.chain(futures::stream::pending())).keep_alive(KeepAlive::new().interval(KEEP_ALIVE)).into_response()
}

/// How often a stream asks again whether its reader may still follow.
const ASK_AGAIN: Duration = Duration::from_secs(60);

/// The rooms of a meeting, each followed by events; the same once, for links that carry no events.
pub fn rooms() -> Router<AppState> {
    let rooms = [
        (Viewers::Participants, "/live/{meeting}/events", "/live/{meeting}/now"),
        (Viewers::Screens, "/run/{meeting}/screen/events", "/run/{meeting}/screen/now"),
        (Viewers::Trainers, "/run/{meeting}/board/events", "/run/{meeting}/board"),
    ];
    rooms.into_iter().fold(Router::new(), |router, (viewers, events, now)| {
        let of_room = Extension(viewers);
        router.route(events, get(room_events).layer(of_room)).route(now, get(room_now).layer(of_room))
    })
}

/// May this reader follow?
async fn may_follow(ctx: &Context, meeting: MeetingId, viewers: Viewers) -> Result<Meeting, Error> {
    Ok(match viewers {
        Viewers::Participants => workshop::load_meeting_for::<FollowMeeting>(ctx, meeting).await?.clone(),
        Viewers::Screens | Viewers::Trainers => workshop::load_meeting_for::<RunMeeting>(ctx, meeting).await?.clone(),
    })
}

fn refused(error: &Error) -> Response {
    match error {
        Error::SignIn => StatusCode::UNAUTHORIZED,
        Error::Forbidden => StatusCode::FORBIDDEN,
        Error::NotFound => StatusCode::NOT_FOUND,
        other => {
            tracing::warn!(%other, "live failed");
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
    .into_response()
}

async fn enter(
    state: &AppState,
    meeting: &str,
    viewers: Viewers,
    query: Option<&str>,
    ctx: &Context,
) -> Result<(MeetingId, watch::Receiver<Arc<str>>), Error> {
    let meeting: MeetingId = meeting.parse().map_err(|_not_an_id| Error::NotFound)?;
    // heard from before it is loaded: a change in between is not missed
    let notices = state.backend.db.hub().subscribe();
    let loaded = may_follow(ctx, meeting, viewers).await?;
    let pseudo = state.site.pseudo_language && query.is_some_and(|q| q.contains("lang=en-XA"));
    let key = Key { meeting, viewers, pseudo };
    Ok((meeting, state.rooms.enter(&state.backend, &state.site, &state.stop, key, (notices, &loaded)).await?))
}

async fn room_now(
    State(state): State<AppState>,
    Path(meeting): Path<String>,
    Extension(viewers): Extension<Viewers>,
    RawQuery(query): RawQuery,
    Extension(ctx): Extension<Context>,
) -> Response {
    match enter(&state, &meeting, viewers, query.as_deref(), &ctx).await {
        Ok((_, room)) => Html(room.borrow().to_string()).into_response(),
        Err(error) => refused(&error),
    }
}

async fn room_events(
    State(state): State<AppState>,
    Path(meeting): Path<String>,
    Extension(viewers): Extension<Viewers>,
    RawQuery(query): RawQuery,
    Extension(ctx): Extension<Context>,
    session: Session,
) -> Response {
    let (meeting, room) = match enter(&state, &meeting, viewers, query.as_deref(), &ctx).await {
        Ok(entered) => entered,
        Err(error) => return refused(&error),
    };
    let Ok(Some(session)) = session.get::<SignedIn>(app::server::SIGNED_IN).await else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    let visitor = Visitor { room, backend: state.backend, session, meeting, viewers, stop: state.stop, asked: Instant::now(), first: true };
    let events =
        futures::stream::unfold(
            visitor,
            |mut visitor| async move { visitor.next().await.map(|event| (Ok::<_, Infallible>(event), visitor)) },
        );
    Sse::new(events).keep_alive(KeepAlive::new().interval(KEEP_ALIVE)).into_response()
}

/// Somebody who follows a room.
struct Visitor {
    room: watch::Receiver<Arc<str>>,
    backend: Backend,
    session: SignedIn,
    meeting: MeetingId,
    viewers: Viewers,
    stop: CancellationToken,
    asked: Instant,
    first: bool,
}

impl Visitor {
    async fn next(&mut self) -> Option<Event> {
        if !self.first {
            tokio::select! {
                // an open stream would hold up a shutdown for ever
                () = self.stop.cancelled() => return None,
                changed = self.room.changed() => {
                    changed.ok()?;
                }
                // a script can't hear a comment: this tells it that the line is alive
                () = tokio::time::sleep(KEEP_ALIVE) => {
                    if self.asked.elapsed() >= ASK_AGAIN {
                        self.ask().await?;
                    }
                    return Some(Event::default().event("ping").data("1"));
                }
            }
        }
        self.first = false;
        if self.asked.elapsed() >= ASK_AGAIN {
            self.ask().await?;
        }
        let html = Arc::clone(&self.room.borrow_and_update());
        Some(Event::default().data(serde_json::to_string(&*html).ok()?))
    }

    /// Asks again whether the reader may follow: who signed out or has no place any more hears nothing.
    async fn ask(&mut self) -> Option<()> {
        self.asked = Instant::now();
        let ctx = context_for(&self.backend, &self.session).await.ok()?;
        may_follow(&ctx, self.meeting, self.viewers).await.ok().map(drop)
    }
}

//! `/healthz`: the process answers. `/readyz`: and so does its database; below it, when each background duty last succeeded.
//! `/metrics`: the same for Prometheus. Open to everybody, so they hold names of duties and times, and nothing else.

use std::fmt::Write;

use axum::{
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use backend::worker::{self, Status};

use crate::router::AppState;

pub async fn healthz() -> &'static str {
    "ok"
}

pub async fn readyz(State(state): State<AppState>) -> (StatusCode, String) {
    match worker::status(&state.backend).await {
        Ok(duties) => (StatusCode::OK, format!("ready\n\n{}", lines(&duties))),
        Err(error) => (no_answer(&error), "the database does not answer".to_owned()),
    }
}

pub async fn metrics(State(state): State<AppState>) -> Response {
    match worker::status(&state.backend).await {
        Ok(duties) => ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], figures(&duties)).into_response(),
        Err(error) => no_answer(&error).into_response(),
    }
}

fn no_answer(error: &backend::Error) -> StatusCode {
    tracing::error!(%error, "the database does not answer");
    StatusCode::SERVICE_UNAVAILABLE
}

fn lines(duties: &[Status]) -> String {
    duties.iter().fold(String::new(), |mut text, duty| {
        let last = duty.last_success_at.map_or("never".to_owned(), |at| at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true));
        let fails = if duty.fails { ", fails since" } else { "" };
        let _never_fails = writeln!(text, "{}: last done {last}{fails}", duty.name);
        text
    })
}

fn seconds_of(at: Option<chrono::DateTime<chrono::Utc>>) -> i64 {
    at.map_or(0, |at| at.timestamp())
}

/// Seconds since 1970 of the last success and the last beginning (0: never), and whether it failed since.
fn figures(duties: &[Status]) -> String {
    type Figure = (&'static str, &'static str, fn(&Status) -> i64);
    let figures: [Figure; 3] = [
        ("upright_duty_last_success_timestamp_seconds", "When a background duty was last done.", |d| seconds_of(d.last_success_at)),
        ("upright_duty_last_start_timestamp_seconds", "When a background duty was last begun.", |d| seconds_of(d.last_started_at)),
        ("upright_duty_failing", "Whether a background duty failed since it was last done.", |d| i64::from(d.fails)),
    ];
    let mut text = String::new();
    for (name, help, of) in figures {
        let _never_fails = writeln!(text, "# HELP {name} {help}\n# TYPE {name} gauge");
        for duty in duties {
            let _never_fails = writeln!(text, "{name}{{duty=\"{}\"}} {}", duty.name, of(duty));
        }
    }
    text
}

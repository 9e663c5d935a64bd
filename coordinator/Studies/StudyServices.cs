using FedMat.Coordinator.Access;
using FedMat.Coordinator.Hosting;
using FedMat.Coordinator.Releases;
using FedMat.Coordinator.Sums;
using FedMat.Learning;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;
using Microsoft.Extensions.Logging;

namespace FedMat.Coordinator.Studies;

/// <summary>What every study of a coordinator works with.</summary>
/// <param name="Store">What must survive a restart.</param>
/// <param name="Identity">The coordinator's keys.</param>
/// <param name="Rosters">The newest roster.</param>
/// <param name="Releases">Where a finished study goes.</param>
/// <param name="Learners">The learner of a plan; refuses what it does not know.</param>
/// <param name="ExactLists">Over whom exact sums were taken, in all studies.</param>
/// <param name="Presence">Who is online.</param>
/// <param name="News">Where changes are made known.</param>
/// <param name="Time">The clock.</param>
/// <param name="Log">Where events go.</param>
internal sealed record StudyServices(
    CoordinatorStore Store,
    CoordinatorIdentity Identity,
    RosterDesk Rosters,
    ReleaseDesk Releases,
    LearnerOfPlan Learners,
    ExactLists ExactLists,
    Presence Presence,
    NewsBoard News,
    TimeProvider Time,
    ILogger<StudyRun> Log);

/// <summary>The learner of a plan.</summary>
/// <exception cref="RefusedException">FM201, FM206 or FM207.</exception>
public delegate ILearner LearnerOfPlan(Plan plan);

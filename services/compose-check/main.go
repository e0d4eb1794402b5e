// Compose-check reads a Compose file with the Compose specification's own loader and says what is wrong with it, on
// machines without a Docker engine. From the repository: (cd services/compose-check && go run . ../../docker-compose.yml)
package main

import (
	"context"
	"fmt"
	"os"
	"slices"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/compose-spec/compose-go/v2/types"
)

func main() {
	if len(os.Args) < 2 {
		quit("usage: go run . <compose file> [NAME=value ...]")
	}
	project, err := load(os.Args[1], os.Args[2:])
	if err != nil {
		quit(err.Error())
	}
	for _, name := range project.ServiceNames() {
		service := project.Services[name]
		fmt.Printf("%-14s image %-32s waits for %d\n", name, service.Image, len(service.DependsOn))
	}
	if problems := problemsOf(project); len(problems) > 0 {
		for _, problem := range problems {
			fmt.Fprintln(os.Stderr, problem)
		}
		os.Exit(1)
	}
	fmt.Printf("ok: %d services, %d volumes\n", len(project.Services), len(project.Volumes))
}

// load resolves variables from the environment and from the NAME=value arguments, which win.
func load(file string, variables []string) (*types.Project, error) {
	options, err := cli.NewProjectOptions([]string{file}, cli.WithOsEnv, cli.WithEnv(variables), cli.WithInterpolation(true))
	if err != nil {
		return nil, err
	}
	return options.LoadProject(context.Background())
}

// problemsOf names what the specification allows and we do not: a long-running service without a health check, a wait for
// the health of a service that has none, memory without a limit, and an image of ours with more rights than it needs.
func problemsOf(project *types.Project) []string {
	var problems []string
	for name, service := range project.Services {
		if service.HealthCheck == nil && service.Restart == types.RestartPolicyUnlessStopped {
			problems = append(problems, name+" has no health check")
		}
		if service.MemLimit == 0 {
			problems = append(problems, name+" has no limit of memory")
		}
		if service.Build != nil && (!service.ReadOnly || !slices.Contains(service.CapDrop, "ALL")) {
			problems = append(problems, name+" can write to its root or keeps capabilities")
		}
		for other, dependency := range service.DependsOn {
			if dependency.Condition == types.ServiceConditionHealthy && project.Services[other].HealthCheck == nil {
				problems = append(problems, name+" waits for the health of "+other+", which has no health check")
			}
		}
	}
	return problems
}

func quit(sentence string) {
	fmt.Fprintln(os.Stderr, sentence)
	os.Exit(1)
}
